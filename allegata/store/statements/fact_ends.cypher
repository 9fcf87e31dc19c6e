MATCH (a:Entity)-[r:{STANDING}]->(b:Entity)
WHERE r.edge_key IN $ids
RETURN a.id AS subject, type(r) AS relation, b.id AS object
