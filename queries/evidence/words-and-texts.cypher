// title: Claims that hold a word
// description: Claims of an actor's relations in whose text or value a word occurs.
// returns: table
// $who: entity = north-korea -- The actor.
// $word: text = soldiers -- The word; case does not matter.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:ACCUSES|CRITICIZES|DEMANDS_FROM|DENIES|INVESTIGATES|OPPOSES|PROTESTS_AGAINST|REJECTS|
  SUES|THREATENS|WARNS|ARRESTS|ASSAULTS|ATTACKS|BLOCKADES|COERCES|COMMITS_MASS_VIOLENCE_AGAINST|CUTS_AID_TO|EXPELS|
  FIGHTS|LAUNCHES_MISSILE_TOWARDS|MOBILIZES_AGAINST|OCCUPIES|REDUCES_RELATIONS_WITH|SANCTIONS|SHOWS_FORCE_TO|AIDS|
  ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|PROTECTS|SHARES_INTELLIGENCE_WITH|
  SIGNS_WITH|SUPPLIES|SUPPORTS|CALLS_ON|STATES]-(b:Entity)
WITH r ORDER BY r.n_claims DESC, r.edge_key LIMIT 300
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 200
}
WITH r, c WHERE toLower(c.text) CONTAINS toLower($word) OR toLower(c.value) CONTAINS toLower($word)
RETURN startNode(r).name AS who_acts, type(r) AS relation, endNode(r).name AS to_whom, c.text AS claim,
  c.value AS value, toLower(c.status) AS status
ORDER BY claim LIMIT $limit
