// Direct edges and standing facts, either way, between new nodes and all that is drawn; with the nodes themselves.
UNWIND $new AS id
MATCH (n:Entity {id: id})-[r:{DIRECT}|{STANDING}]-(m:Entity)
WHERE m.id IN $around
RETURN n {.id, .name, .kind, .degree} AS node, m {.id, .name, .kind, .degree} AS other,
  startNode(r) = n AS outward, type(r) AS relation, r {.*} AS edge
