MATCH (a)-[r]->(b)
RETURN type(r) AS type, coalesce(a.id, a.name) AS source, coalesce(b.id, b.name) AS target, properties(r) AS properties
