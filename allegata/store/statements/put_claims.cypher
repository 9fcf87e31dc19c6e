UNWIND $rows AS row
MATCH (a:Entity {id: row.subject}), (b:Entity {id: row.object})
CREATE (c:Claim {dataset: $name})
SET c += row
CREATE (c)-[:SUBJECT]->(a), (c)-[:OBJECT]->(b)
