// Records that another data set describes differently.
UNWIND $rows AS row
CALL (row) {
  MATCH (n:Entity {id: row.id}) WHERE row.table = 'entities' RETURN n
  UNION MATCH (n:Document {id: row.id}) WHERE row.table = 'documents' RETURN n
}
WITH row, n WHERE n.digest <> row.digest AND any(name IN n.datasets WHERE name <> $name)
RETURN row.table AS table, row.id AS id, [name IN n.datasets WHERE name <> $name][0] AS other,
  coalesce(n.name, n.title) AS called
