// The best connected entities that a data set describes.
MATCH (n:Entity)
WHERE $name IN n.datasets
RETURN n.id AS id
ORDER BY n.degree DESC, n.id
LIMIT $limit
