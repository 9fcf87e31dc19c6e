UNWIND $rows AS row
MERGE (n:Document {id: row.id})
ON CREATE SET n.datasets = []
SET n += row, n.datasets = [x IN n.datasets WHERE x <> $name] + [$name]
WITH n, row
OPTIONAL MATCH (n)-[old:PUBLISHED_BY]->()
DELETE old
WITH DISTINCT n, row
MATCH (publisher:Entity {id: row.publisher})
CREATE (n)-[:PUBLISHED_BY]->(publisher)
