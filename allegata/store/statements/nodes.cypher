UNWIND $ids AS id
MATCH (n:Entity {id: id})
RETURN n {.id, .name, .kind, .degree} AS node
