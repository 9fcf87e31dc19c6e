// Links between claims; those that stood there before are gone.
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})
SET c.digest = row.digest, c.varies_on = row.varies_on
WITH c, row
CALL (c) { OPTIONAL MATCH (c)-[old:ABOUT|VARIES_FROM]->() DELETE old }
CALL (c, row) { UNWIND row.about AS id MATCH (o:Claim {id: id}) CREATE (c)-[:ABOUT]->(o) }
CALL (c, row) { MATCH (o:Claim {id: row.varies_from}) CREATE (c)-[:VARIES_FROM {on: row.varies_on}]->(o) }
