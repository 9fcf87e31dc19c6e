// The best connected entities of a database in which nothing is claimed: graphs of others, without claims.
MATCH (n:Entity)
WHERE n.neighbours > 0 AND ($kinds = [] OR n.kind IN $kinds)
RETURN n {.id, .name, .kind, .degree} AS node
ORDER BY n.degree DESC, n.id
LIMIT $limit
