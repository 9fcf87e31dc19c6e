// The claims behind an edge, the newest first, each with all its statements.
MATCH (c:Claim {edge_key: $key})
WITH c ORDER BY c.varies_on <> '', c.event_from DESC, c.id
WITH collect(c) AS claims
UNWIND claims[..$limit] AS c
RETURN size(claims) AS total, c {.*} AS claim,
  [(c)-[:PLACE]->(p) | p.id][0] AS place,
  COLLECT {
    MATCH (s:Statement)-[:ON]->(c), (s)-[:BY]->(h:Entity), (s)-[at:REPORTED_IN]->(d:Document)-[:PUBLISHED_BY]->(publisher:Entity)
    OPTIONAL MATCH (s)-[:VIA]->(via:Entity)
    RETURN {
      statement: s {.*}, where: at {.*}, document: d {.*}, publisher: publisher {.id, .name},
      holder: h {.id, .name, .kind, .degree}, via: via {.id, .name, .kind, .degree},
      speaks_for: COLLECT { UNWIND s.speaks_for AS id MATCH (e:Entity {id: id}) RETURN e {.id, .name, .kind, .degree} }
    }
    ORDER BY s.said_on, at.start, s.id LIMIT $limit
  } AS statements,
  COLLECT { MATCH (c)-[:VARIES_FROM]->(base:Claim) RETURN base {.*} UNION
            MATCH (c)<-[:VARIES_FROM]-(v:Claim) RETURN v {.*} AS base } AS variants,
  COLLECT { MATCH (c)-[:ABOUT]->(o:Claim) RETURN o {.*} LIMIT $limit } AS about,
  COLLECT { MATCH (c)<-[:ABOUT]-(o:Claim) RETURN o {.*} LIMIT $limit } AS alleged_by
