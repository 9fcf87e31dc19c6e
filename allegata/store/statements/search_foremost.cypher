// Of the best connected entities those with a word that begins so: a bounded walk down the index.
MATCH (n:Entity)
WHERE n.claimed > 0
WITH n ORDER BY n.claimed DESC LIMIT $foremost
WHERE any(each IN split(toLower(n.name), ' ') WHERE each STARTS WITH $word)
RETURN n {.id, .name, .kind, .degree} AS node, n.name AS matched, 0.0 AS score
LIMIT $pool
