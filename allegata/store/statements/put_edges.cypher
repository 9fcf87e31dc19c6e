UNWIND $rows AS row
MATCH (a:Entity {id: row.subject}), (b:Entity {id: row.object})
MERGE (a)-[r:$(row.predicate)]->(b)
SET r = row.summary
