MATCH (a:Entity)-[r:{STANDING}]->(b:Entity)
RETURN a.id AS subject, type(r) AS relation, b.id AS object, toString(r.from) AS from, toString(r.to) AS to
