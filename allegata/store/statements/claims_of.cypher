// On which claims statements stand that are about to go.
UNWIND $ids AS id
MATCH (:Statement {id: id})-[:ON]->(c:Claim)
RETURN DISTINCT c.id AS id, c.edge_key AS edge_key, c.subject AS subject, c.predicate AS predicate, c.object AS object
