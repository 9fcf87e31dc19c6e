// Of each edge the newest claim that has the edge's status, and the foremost statements on it, for and against. Within
// a window of time a claim of another status is better than none.
UNWIND $edges AS edge
CALL (edge) {
  MATCH (c:Claim) USING INDEX SEEK c:Claim(edge_key, day)
  WHERE c.edge_key = edge.key AND edge.from <= c.day <= edge.to AND ($since IS NULL OR c.last >= $since)
    AND ($windowed OR c.status = edge.status)
  WITH c ORDER BY c.status <> edge.status, c.varies_on IS NOT NULL, c.day DESC, c.id LIMIT 1
  RETURN c
}
MATCH (a:Entity {id: c.subject}), (b:Entity {id: c.object})
RETURN edge.key AS key, c {.*} AS claim, a.name AS subject, b.name AS object, COLLECT {
  MATCH (s:Statement)-[:ON]->(c), (s)-[:BY]->(h:Entity), (s)-[:REPORTED_IN]->(d:Document)-[:PUBLISHED_BY]->(p:Entity)
  OPTIONAL MATCH (s)-[:VIA]->(via:Entity)
  RETURN {
    holder: h.name, stance: s.stance, publisher: p.name, via: via.name,
    said_on: s.said_on, published: d.published
  }
  ORDER BY coalesce(s.said_on, d.published) DESC, s.id LIMIT $most
} AS stances
