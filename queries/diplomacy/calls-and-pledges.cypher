// title: What is asked and what is promised
// description: Appeals, demands and pledges between two sides, with those who speak for each.
// returns: table
// $one: entity = united-states -- One side.
// $other: entity = north-korea -- The other side.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (one:Entity {id: $one})<-[:PART_OF|REPRESENTS*0..2]-(a:Entity) WITH DISTINCT a LIMIT 300
MATCH (a)-[r:CALLS_ON|DEMANDS_FROM|PLEDGES_TO|WARNS|THREATENS]-(b:Entity)
WHERE b.id = $other OR EXISTS { (b)-[:PART_OF|REPRESENTS]->(:Entity {id: $other}) }
WITH r ORDER BY r.n_statements DESC, r.edge_key LIMIT 300
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 100
}
RETURN startNode(r).name AS who, type(r) AS does, endNode(r).name AS to_whom, c.text AS what, c.event_from AS day,
  toLower(c.status) AS status
ORDER BY day DESC, who LIMIT $limit
