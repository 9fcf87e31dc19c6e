CALL () {
  MATCH (n:Alias) WHERE NOT EXISTS { (n)-[:REFERS_TO]->(:Entity) } RETURN n.id AS id, 'alias without an entity' AS what
  UNION ALL MATCH (n:Document) WHERE NOT EXISTS { (n)-[:PUBLISHED_BY]->(:Entity) }
  RETURN n.id AS id, 'document without a publisher' AS what
  // What is not met on the way from the edges to their claims, and from the claims to their statements.
  UNION ALL MATCH (n:Claim) WHERE n.day IS NULL OR NOT coalesce(n.edge_key >= '', false)
  RETURN 'claim ' + n.id AS id, 'has no edge_key or no day' AS what
  UNION ALL MATCH (n:Statement) WHERE NOT EXISTS { (n)-[:ON]->(:Claim) }
  RETURN 'statement ' + n.id AS id, 'its claims do not fit its relationships' AS what
}
RETURN id, what
