// Who has published some of the documents.
MATCH (d:Document)
WITH d LIMIT 1000
MATCH (d)-[:PUBLISHED_BY]->(n:Entity)
WITH n, count(*) AS documents ORDER BY documents DESC, n.id LIMIT $limit
RETURN n {.id, .name, .kind, .degree} AS node
