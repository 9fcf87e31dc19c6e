// A standing fact by its key; there are few, and each of the three types has an index on it.
MATCH (a:Entity)-[r:{STANDING}]->(b:Entity)
WHERE r.edge_key = $key
RETURN a {.id, .name, .kind, .degree} AS source, b {.id, .name, .kind, .degree} AS target,
  type(r) AS relation, r {.*} AS edge
