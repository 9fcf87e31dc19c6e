// Contested claims behind these edges, the newest of each first, and who stands where on them.
UNWIND $keys AS key
CALL (key) {
  MATCH (c:Claim) USING INDEX SEEK c:Claim(edge_key, day)
  WHERE c.edge_key = key AND c.day IS NOT NULL AND c.status = 'CONTESTED'
  WITH c ORDER BY c.day DESC, c.id LIMIT $most
  RETURN c
}
MATCH (a:Entity {id: c.subject}), (b:Entity {id: c.object})
RETURN c {.*} AS claim, a.name AS subject, b.name AS object, COLLECT {
  MATCH (s:Statement)-[:ON]->(c), (s)-[:BY]->(h:Entity)
  WITH h, s.stance AS stance, count(*) AS number ORDER BY number DESC, h.id LIMIT $most
  RETURN {holder: h {.id, .name, .kind, .degree}, stance: stance, number: number}
} AS stances
LIMIT $claims
