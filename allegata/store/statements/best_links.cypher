// The best links of each of these actors, in the order of their evidence: two indexes give it, one for each place in the
// pair.
UNWIND $ends AS id
CALL (id) {
  CALL (id) {
    MATCH (d:Dyad) USING INDEX SEEK d:Dyad(a, evidence, b)
    WHERE d.a = id AND d.evidence IS NOT NULL AND d.b IS NOT NULL
    RETURN d.b AS other, d.evidence AS evidence ORDER BY d.a, d.evidence, d.b LIMIT $some
    UNION ALL
    MATCH (d:Dyad) USING INDEX SEEK d:Dyad(b, evidence, a)
    WHERE d.b = id AND d.evidence IS NOT NULL AND d.a IS NOT NULL
    RETURN d.a AS other, d.evidence AS evidence ORDER BY d.b, d.evidence, d.a LIMIT $some
  }
  RETURN other, evidence ORDER BY evidence, other LIMIT $some
}
RETURN id, other, evidence
