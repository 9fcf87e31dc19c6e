MATCH (a:Entity)-[r:{DIRECT}]->(b:Entity)
RETURN a.id AS source, type(r) AS relation, b.id AS target, r {.*} AS edge
