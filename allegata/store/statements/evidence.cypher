// The claims behind an edge, the newest first, each with its statements. The index gives the order: the limit stands
// before anything else is read.
MATCH (c:Claim) USING INDEX SEEK c:Claim(edge_key, day)
WHERE c.edge_key = $key AND $from <= c.day <= $to AND ($since IS NULL OR c.last >= $since)
WITH c ORDER BY c.edge_key DESC, c.day DESC LIMIT $limit
RETURN c {.*} AS claim,
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
  COLLECT { MATCH (c)-[:VARIES_FROM]->(base:Claim) RETURN base {.*} UNION
            MATCH (c)<-[:VARIES_FROM]-(v:Claim) RETURN v {.*} AS base LIMIT $most } AS variants,
  COLLECT { MATCH (c)-[:ABOUT]->(o:Claim) RETURN o {.*} LIMIT $most } AS about,
  COLLECT { MATCH (c)<-[:ABOUT]-(o:Claim) RETURN o {.*} LIMIT $most } AS alleged_by
