// Direct edges that are in no range of keys.
MATCH (a:Entity)-[r:{DIRECT}]->(b:Entity)
WHERE NOT coalesce(r.edge_key >= '', false)
RETURN a.id AS source, type(r) AS relation, b.id AS target, r.n_statements AS n_statements
