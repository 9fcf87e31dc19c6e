// title: Claims without a day
// description: Claims about an actor whose event has no day of its own: they are placed at the day when somebody spoke
//   of them.
// returns: table
// $who: entity = north-korea -- The actor.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:ACCUSES|CRITICIZES|DEMANDS_FROM|DENIES|INVESTIGATES|OPPOSES|PROTESTS_AGAINST|REJECTS|
  SUES|THREATENS|WARNS|ARRESTS|ASSAULTS|ATTACKS|BLOCKADES|COERCES|COMMITS_MASS_VIOLENCE_AGAINST|CUTS_AID_TO|EXPELS|
  FIGHTS|LAUNCHES_MISSILE_TOWARDS|MOBILIZES_AGAINST|OCCUPIES|REDUCES_RELATIONS_WITH|SANCTIONS|SHOWS_FORCE_TO|AIDS|
  ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|PROTECTS|SHARES_INTELLIGENCE_WITH|
  SIGNS_WITH|SUPPLIES|SUPPORTS]-(b:Entity)
WITH r ORDER BY r.n_claims DESC, r.edge_key LIMIT 300
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 200
}
WITH r, c WHERE c.event_from IS NULL
RETURN startNode(r).name AS who_acts, type(r) AS relation, endNode(r).name AS to_whom, c.text AS claim,
  toLower(c.status) AS status
ORDER BY claim LIMIT $limit
