UNWIND $rows AS row
MATCH (s:Statement {id: row.id}), (via:Entity {id: row.via})
MERGE (s)-[:VIA]->(via)
