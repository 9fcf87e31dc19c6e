// The newest claims behind each of several edges, and the statements on them. In the order of an index, as `evidence`.
UNWIND $edges AS edge
CALL (edge) {
  MATCH (c:Claim) USING INDEX SEEK c:Claim(edge_key, day)
  WHERE c.edge_key = edge.key AND edge.from <= c.day <= edge.to AND ($since IS NULL OR c.last >= $since)
  WITH c ORDER BY c.edge_key DESC, c.day DESC LIMIT $limit
  RETURN c
}
RETURN edge.key AS key, c {.*} AS claim,
  [(c)-[:PLACE]->(p) | p.id][0] AS place,
  COLLECT {
    MATCH (s:Statement)-[:ON]->(c), (s)-[:BY]->(h:Entity), (s)-[at:REPORTED_IN]->(d:Document)-[:PUBLISHED_BY]->(publisher:Entity)
    OPTIONAL MATCH (s)-[:VIA]->(via:Entity)
    RETURN {
      statement: s {.*}, where: at {.*}, document: d {.*}, publisher: publisher {.id, .name},
      holder: h {.id, .name, .kind, .degree}, via: via {.id, .name, .kind, .degree},
      speaks_for: COLLECT { UNWIND s.speaks_for AS id MATCH (e:Entity {id: id}) RETURN e {.id, .name, .kind, .degree} }
    }
    ORDER BY s.said_on, at.start, s.id LIMIT $most
  } AS statements,
  [] AS variants, [] AS about, [] AS alleged_by
