// Facts are sorted among the first that are found: an entity may be the whole of thousands of parts.
MATCH (n:Entity {id: $id})
RETURN n {.id, .name, .kind, .description} AS entity,
  COLLECT { MATCH (a:Alias)-[:REFERS_TO]->(n) RETURN a {.text, .kind} ORDER BY a.text } AS aliases,
  COLLECT {
    MATCH (n)-[r:{STANDING}]-(m:Entity)
    WITH r, m LIMIT $pool
    RETURN {subject: startNode(r).id, relation: type(r), object: endNode(r).id, name: m.name, other: m.id, fact: r {.*}}
    ORDER BY type(r), r.from, m.name LIMIT $limit
  } AS facts
