UNWIND $rows AS row
MERGE (n:Entity {id: row.id})
ON CREATE SET n.degree = 0, n.claimed = 0, n.datasets = []
REMOVE n:State:Organization:Person:Alliance:Group:Place
SET n:$(row.kind), n += row, n.datasets = [x IN n.datasets WHERE x <> $name] + [$name]
