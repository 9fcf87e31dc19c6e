// Whose word stands on direct edges, by their keys, which come as lists by type; those of most edges first.
CALL () {
  {BY_KEY}
}
UNWIND coalesce(r.held_by, []) + coalesce(r.denied_by, []) AS id
WITH id, count(DISTINCT r) AS edges ORDER BY edges DESC, id LIMIT $limit
MATCH (n:Entity {id: id})
RETURN n {.id, .name, .kind, .degree} AS node, edges
ORDER BY edges DESC, n.name
