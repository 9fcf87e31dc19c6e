// title: Figures that vary
// description: Versions of one claim that differ in a figure or another particular, side by side, with who gives which.
// returns: table
// $who: entity = north-korea -- Of whom it is claimed.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:AIDS|ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|
  PROTECTS|SHARES_INTELLIGENCE_WITH|SIGNS_WITH|SUPPLIES|SUPPORTS|ARRESTS|ASSAULTS|ATTACKS|BLOCKADES|COERCES|
  COMMITS_MASS_VIOLENCE_AGAINST|CUTS_AID_TO|EXPELS|FIGHTS|LAUNCHES_MISSILE_TOWARDS|MOBILIZES_AGAINST|OCCUPIES|
  REDUCES_RELATIONS_WITH|SANCTIONS|SHOWS_FORCE_TO]->(b:Entity)
WITH r, b ORDER BY r.n_claims DESC, b.id LIMIT 300
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 200
}
MATCH (c)-[:VARIES_FROM]->(base:Claim)
RETURN base.text AS base, c.varies_on AS what_varies, c.value AS value, c.text AS version,
  toLower(c.status) AS status,
  COLLECT { MATCH (c)<-[:ON]-(s:Statement)-[:BY]->(h:Entity) RETURN DISTINCT h.name LIMIT 10 } AS according_to
ORDER BY base, what_varies, value LIMIT $limit
