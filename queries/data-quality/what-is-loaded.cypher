// title: What is loaded
// description: Data sets in the database with the numbers of their records.
// returns: table
MATCH (d:Dataset)
RETURN d.name AS name, d.title AS title, d.n_entities AS entities, d.n_documents AS documents, d.n_claims AS claims,
  d.n_statements AS statements, d.loaded_at AS loaded_at
ORDER BY name
