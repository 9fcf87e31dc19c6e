// title: Who keeps silent
// description: Claims on which somebody has no comment or cannot confirm, with what is claimed of an actor.
// returns: table
// $who: entity = north-korea -- Of whom it is claimed.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:AIDS|ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|
  PROTECTS|SHARES_INTELLIGENCE_WITH|SIGNS_WITH|SUPPLIES|SUPPORTS|ARRESTS|ASSAULTS|ATTACKS|BLOCKADES|COERCES|
  COMMITS_MASS_VIOLENCE_AGAINST|CUTS_AID_TO|EXPELS|FIGHTS|LAUNCHES_MISSILE_TOWARDS|MOBILIZES_AGAINST|OCCUPIES|
  REDUCES_RELATIONS_WITH|SANCTIONS|SHOWS_FORCE_TO]->(b:Entity)
WITH r, b ORDER BY r.n_statements DESC, b.id LIMIT 300
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 200
}
MATCH (c)<-[:ON]-(s:Statement)-[:BY]->(h:Entity) WHERE s.stance IN ['NO_COMMENT', 'CANNOT_CONFIRM']
RETURN h.name AS who_is_silent, toLower(s.stance) AS how, c.text AS claim, toLower(c.status) AS status,
  s.said_on AS said_on
ORDER BY said_on DESC, who_is_silent LIMIT $limit
