CALL () {
  MATCH (n:Alias) WHERE NOT EXISTS { (n)-[:REFERS_TO]->(:Entity) } RETURN n.id AS id, 'alias without an entity' AS what
  UNION ALL MATCH (n:Document) WHERE NOT EXISTS { (n)-[:PUBLISHED_BY]->(:Entity) }
  RETURN n.id AS id, 'document without a publisher' AS what
}
RETURN id, what
