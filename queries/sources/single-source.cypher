// title: Relations that hang on one source
// description: Relations of an actor that stand on the word of one independent source alone, however often it was
//   reprinted.
// returns: both
// $who: entity = north-korea -- The actor.
// $statements: integer(1..1000) = 1 -- Fewest statements: more than one shows what only looks well attested.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:AIDS|ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|
  PROTECTS|SHARES_INTELLIGENCE_WITH|SIGNS_WITH|SUPPLIES|SUPPORTS|ARRESTS|ASSAULTS|ATTACKS|BLOCKADES|COERCES|
  COMMITS_MASS_VIOLENCE_AGAINST|CUTS_AID_TO|EXPELS|FIGHTS|LAUNCHES_MISSILE_TOWARDS|MOBILIZES_AGAINST|OCCUPIES|
  REDUCES_RELATIONS_WITH|SANCTIONS|SHOWS_FORCE_TO|ACCUSES|CRITICIZES|DEMANDS_FROM|DENIES|INVESTIGATES|OPPOSES|
  PROTESTS_AGAINST|REJECTS|SUES|THREATENS|WARNS]-(b:Entity) WHERE r.n_sources = 1 AND r.n_statements >= $statements
RETURN startNode(r).name AS who_acts, type(r) AS relation, endNode(r).name AS to_whom, r.n_statements AS statements,
  r.n_documents AS documents,
  r.n_holders AS holders, toLower(r.status) AS status, a, r, b
ORDER BY statements DESC, relation, to_whom LIMIT $limit
