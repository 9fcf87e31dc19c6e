UNWIND $rows AS row
MATCH (a:Entity {id: row.subject}), (b:Entity {id: row.object})
CREATE (a)-[r:{TYPE} {dataset: $name}]->(b)
SET r += row.properties
