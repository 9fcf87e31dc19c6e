CALL db.index.fulltext.queryNodes('allegata_names', $query, {limit: $pool}) YIELD node AS found, score
OPTIONAL MATCH (found:Alias)-[:REFERS_TO]->(owner:Entity)
WITH coalesce(owner, found) AS n, coalesce(found.text, found.name) AS matched, score
WHERE n:Entity
WITH n, matched, score + CASE WHEN toLower(matched) = $exact THEN 100 WHEN toLower(matched) STARTS WITH $exact THEN 10 ELSE 0 END AS score
ORDER BY score DESC, size(matched)
WITH n, collect(matched)[0] AS matched, max(score) AS score
RETURN n {.id, .name, .kind, .degree} AS node, matched, score
ORDER BY score DESC, n.degree DESC, n.id
LIMIT $limit
