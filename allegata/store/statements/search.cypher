// Names like a text: as many as the index gives, in no order that matters (see finding.py).
CALL db.index.fulltext.queryNodes('allegata_names', $query, {limit: $pool}) YIELD node AS found, score
OPTIONAL MATCH (found:Alias)-[:REFERS_TO]->(owner:Entity)
WITH coalesce(owner, found) AS n, coalesce(found.text, found.name) AS matched, score
WHERE n:Entity
RETURN n {.id, .name, .kind, .degree} AS node, matched, score
