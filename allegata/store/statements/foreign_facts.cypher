MATCH (a:Entity)-[r:{STANDING}]->(b:Entity)
WHERE r.dataset <> $name
RETURN a.id AS subject, type(r) AS relation, b.id AS object, r.from AS since, r.to AS until
