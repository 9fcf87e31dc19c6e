// title: The latest deeds of conflict
// description: The newest claims of material conflict of an actor, in either direction.
// returns: table
// $who: entity = russia -- The actor.
// $since: date = -- From this day on; empty: from the beginning.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:ARRESTS|ASSAULTS|ATTACKS|BLOCKADES|COERCES|COMMITS_MASS_VIOLENCE_AGAINST|CUTS_AID_TO|
  EXPELS|FIGHTS|LAUNCHES_MISSILE_TOWARDS|MOBILIZES_AGAINST|OCCUPIES|REDUCES_RELATIONS_WITH|SANCTIONS|
  SHOWS_FORCE_TO]-(b:Entity) WHERE $since IS NULL OR r.last >= $since
WITH r ORDER BY r.last DESC, r.edge_key LIMIT 200
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 20
}
RETURN c.event_from AS day, startNode(r).name AS who_acts, type(r) AS relation, endNode(r).name AS to_whom,
  c.text AS what, c.value AS value,
  toLower(c.status) AS status
ORDER BY day DESC, who_acts, what LIMIT $limit
