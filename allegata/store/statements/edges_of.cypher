UNWIND $ids AS id
MATCH (c:Claim {id: id})
RETURN c.id AS id, c.edge_key AS edge_key, c.subject AS subject, c.predicate AS predicate, c.object AS object
