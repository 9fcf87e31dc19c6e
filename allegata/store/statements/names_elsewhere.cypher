// Names by which other data sets know entities.
CALL () {
  MATCH (n:Entity) WHERE any(name IN n.datasets WHERE name <> $name)
  RETURN n.name AS text, n.id AS id, n.kind AS kind, 'name' AS sort
  UNION ALL
  MATCH (a:Alias)-[:REFERS_TO]->(n:Entity) WHERE a.dataset <> $name
  RETURN a.text AS text, n.id AS id, n.kind AS kind, a.kind AS sort
}
RETURN text, id, kind, sort
