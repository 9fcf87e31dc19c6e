// How many neighbours an entity has, and how many edges of each direct type: those that leave it, and all.
MATCH (n:Entity {id: $id})
RETURN coalesce(n.neighbours, 0) AS neighbours, COUNT { (n)-[:{STANDING}]-() } AS standing, [
    {DEGREES}
  ] AS degrees
