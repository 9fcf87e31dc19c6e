UNWIND $ids AS id
MATCH (n:Entity {id: id})
RETURN n {.id, .name, .kind, .description, .datasets} AS entity,
  COLLECT { MATCH (n)<-[:REFERS_TO]-(a:Alias) RETURN a {.text, .kind, .dataset} ORDER BY a.text } AS aliases
