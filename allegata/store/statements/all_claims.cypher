MATCH (c:Claim)
RETURN c.id AS id, c.edge_key AS key, c.subject AS subject, c.predicate AS predicate, c.object AS object
