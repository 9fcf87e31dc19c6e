UNWIND $rows AS row
MATCH (n:Entity {id: row.entity})
CREATE (a:Alias {dataset: $name})-[:REFERS_TO]->(n)
SET a += row
