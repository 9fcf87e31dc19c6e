// The direct edge by its key, in the index of its type.
MATCH (a:Entity)-[r:{TYPE}]->(b:Entity) USING INDEX SEEK r:{TYPE}(edge_key)
WHERE r.edge_key = $key
RETURN a {.id, .name, .kind, .degree} AS source, b {.id, .name, .kind, .degree} AS target,
  type(r) AS relation, r {.*} AS edge
