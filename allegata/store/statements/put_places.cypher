UNWIND $rows AS row
MATCH (c:Claim {id: row.id}), (p:Entity {id: row.place})
CREATE (c)-[:PLACE]->(p)
