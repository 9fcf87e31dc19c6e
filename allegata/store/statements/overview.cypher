// The best connected actors. Claimed edges are counted beside the entity and indexed there: only the first are read.
MATCH (n:Entity)
WHERE n.claimed > 0 AND ($kinds = [] OR n.kind IN $kinds)
RETURN n {.id, .name, .kind, .degree} AS node
ORDER BY n.claimed DESC, n.degree DESC, n.id
LIMIT $limit
