UNWIND $rows AS row
MATCH (a:Entity {id: row.subject})-[r:$(row.predicate)]->(b:Entity {id: row.object})
DELETE r
