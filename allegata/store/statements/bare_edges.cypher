// Direct edges that no claim stands behind.
MATCH (a:Entity)-[r:{DIRECT}]->(b:Entity)
WHERE NOT EXISTS { (c:Claim) WHERE c.edge_key = r.edge_key }
RETURN '' AS id, r.edge_key AS edge_key, a.id AS subject, type(r) AS predicate, b.id AS object
