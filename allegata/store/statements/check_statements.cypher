MATCH (s:Statement)
RETURN s {.*} AS statement, COLLECT { MATCH (s)-[:ON]->(c) RETURN c.id } AS claims,
  COLLECT { MATCH (s)-[:BY]->(h) RETURN h.id } AS holders,
  COLLECT { MATCH (s)-[:VIA]->(v) RETURN {id: v.id, kind: v.kind} } AS vias,
  COLLECT { MATCH (s)-[:REPORTED_IN]->(d) RETURN {id: d.id, published: d.published, publisher: d.publisher} } AS documents
