UNWIND $ids AS id
MATCH (n:Entity {id: id}) WHERE any(name IN n.datasets WHERE name <> $outside)
RETURN n.id AS id
