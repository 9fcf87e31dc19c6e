// title: What is somebody accused of
// description: Accusations of an actor, each with the deed that it alleges, and where that deed itself stands: an
//   accusation may be well attested while what it says is contested.
// returns: table
// $who: entity = north-korea -- The accused.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (b:Entity {id: $who})<-[r:ACCUSES|CRITICIZES|WARNS]-(a:Entity)
WITH a, r, b ORDER BY r.n_statements DESC, a.id LIMIT 300
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 200
}
MATCH (c)-[:ABOUT]->(deed:Claim)
RETURN a.name AS accuser, c.text AS accusation, deed.text AS deed, toLower(deed.status) AS status_of_the_deed,
  deed.value AS value, c.event_from AS day
ORDER BY accuser, accusation, deed LIMIT $limit
