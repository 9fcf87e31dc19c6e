MATCH (n:Entity {id: $id})
RETURN n {.id, .name, .kind, .description} AS entity,
  COLLECT { MATCH (a:Alias)-[:REFERS_TO]->(n) RETURN a {.text, .kind} ORDER BY a.text } AS aliases,
  COLLECT {
    MATCH (n)-[r:{STANDING}]-(m:Entity)
    RETURN {subject: startNode(r).id, relation: type(r), object: endNode(r).id, name: m.name, other: m.id, fact: r {.*}}
    ORDER BY type(r), r.from, m.name LIMIT $limit
  } AS facts,
  COLLECT {
    MATCH (n)-[r:{DIRECT}]-()
    WITH type(r) AS relation, CASE WHEN startNode(r) = n THEN 'out' ELSE 'in' END AS way, count(*) AS number
    RETURN {relation: relation, way: way, number: number} ORDER BY number DESC, relation, way
  } AS relations,
  COLLECT {
    MATCH (n)-[r:{DIRECT}|{STANDING}]-(m:Entity) WHERE m <> n
    WITH m, sum(coalesce(r.n_statements, 0)) AS weight ORDER BY weight DESC, m.degree DESC, m.id LIMIT $limit
    RETURN m {.id, .name, .kind, .degree}
  } AS neighbours
