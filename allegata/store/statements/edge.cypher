// The direct edge by its key: found over its claims, which are indexed by it.
MATCH (c:Claim {edge_key: $key})
WITH c LIMIT 1
MATCH (c)-[:SUBJECT]->(a:Entity), (c)-[:OBJECT]->(b:Entity)
MATCH (a)-[r:{DIRECT}]->(b)
WHERE r.edge_key = $key
RETURN a {.id, .name, .kind, .degree} AS source, b {.id, .name, .kind, .degree} AS target,
  type(r) AS relation, r {.*} AS edge
