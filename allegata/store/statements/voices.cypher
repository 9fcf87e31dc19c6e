// What somebody says on the claims of these edges: his own statements, those of who speaks for him, and those that he, an
// outlet, reported. A person's own words alone, where that is asked for.
UNWIND $keys AS key
CALL (key) {
  MATCH (c:Claim) USING INDEX SEEK c:Claim(edge_key, day)
  WHERE c.edge_key = key AND c.day IS NOT NULL
  MATCH (c)<-[:ON]-(s:Statement)
  WHERE s.holder = $who OR (NOT $alone AND ($who IN s.speaks_for OR s.source = $who))
  RETURN count(CASE WHEN s.stance IN ['ASSERTS', 'CONFIRMS'] THEN 1 END) AS holds,
    count(CASE WHEN s.stance IN ['DENIES', 'DISMISSES'] THEN 1 END) AS against,
    count(CASE WHEN s.stance IN ['NO_COMMENT', 'CANNOT_CONFIRM'] THEN 1 END) AS open
}
WITH key, holds, against, open WHERE holds + against + open > 0
RETURN key, holds, against, open
