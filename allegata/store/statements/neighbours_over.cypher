// Neighbours over some relation types, of an entity that has not many of them.
MATCH (n:Entity {id: $id}) USING INDEX SEEK n:Entity(id)
WITH n
MATCH (n)-[:{TYPES}]-(m)
WHERE m.id <> $id
RETURN DISTINCT m.id AS other
