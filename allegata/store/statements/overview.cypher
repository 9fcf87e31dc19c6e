// The best connected actors. Degree is kept beside the entity, so that nothing need be counted.
MATCH (n:Entity)
WHERE n.degree > 0 AND ($kinds = [] OR n.kind IN $kinds)
RETURN n {.id, .name, .kind, .degree} AS node
ORDER BY n.claimed DESC, n.degree DESC, n.id
LIMIT $limit
