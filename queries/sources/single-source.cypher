// title: Claims that hang on one source
// description: What is claimed of an actor and stands on the word of one independent source alone, however often it was
//   reprinted, and however well attested the rest is that is claimed of the same two.
// returns: both
// $who: entity = north-korea -- The actor.
// $statements: integer(1..1000) = 1 -- Fewest statements: more than one shows what only looks well attested.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:AIDS|ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|
  PROTECTS|SHARES_INTELLIGENCE_WITH|SIGNS_WITH|SUPPLIES|SUPPORTS|ARRESTS|ASSAULTS|ATTACKS|BLOCKADES|COERCES|
  COMMITS_MASS_VIOLENCE_AGAINST|CUTS_AID_TO|EXPELS|FIGHTS|LAUNCHES_MISSILE_TOWARDS|MOBILIZES_AGAINST|OCCUPIES|
  REDUCES_RELATIONS_WITH|SANCTIONS|SHOWS_FORCE_TO|ACCUSES|CRITICIZES|DEMANDS_FROM|DENIES|INVESTIGATES|OPPOSES|
  PROTESTS_AGAINST|REJECTS|SUES|THREATENS|WARNS]-(b:Entity) WHERE r.n_statements >= $statements
WITH a, r, b ORDER BY r.n_statements DESC, r.edge_key LIMIT 300
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 100
}
CALL (c) {
  MATCH (c)<-[:ON]-(s:Statement)-[:BY]->(h:Entity) WHERE s.stance IN ['ASSERTS', 'CONFIRMS']
  RETURN count(DISTINCT s.source) AS sources, count(DISTINCT s) AS statements, collect(DISTINCT h.name)[..5] AS holders
}
WITH a, r, b, c, statements, holders WHERE sources = 1 AND statements >= $statements
RETURN startNode(r).name AS who_acts, type(r) AS relation, endNode(r).name AS to_whom, c.text AS claim, statements,
  holders, toLower(c.status) AS status, c.event_from AS day, a, r, b
ORDER BY statements DESC, relation, to_whom, claim LIMIT $limit
