// Documents that this data set did not have before; another one may.
UNWIND $rows AS row
MATCH (publisher:Entity {id: row.publisher})
MERGE (n:Document {id: row.id})
ON CREATE SET n.datasets = []
SET n += row, n.datasets = [x IN n.datasets WHERE x <> $name] + [$name]
MERGE (n)-[:PUBLISHED_BY]->(publisher)
