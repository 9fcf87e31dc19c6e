// What the data set holds now: table, id and digest of every record.
CALL () {
  MATCH (n:Entity) WHERE $name IN n.datasets RETURN 'entities' AS table, n.id AS id, n.digest AS digest
  UNION ALL MATCH (n:Document) WHERE $name IN n.datasets RETURN 'documents' AS table, n.id AS id, n.digest AS digest
  UNION ALL MATCH (n:Alias {dataset: $name}) RETURN 'aliases' AS table, n.id AS id, n.digest AS digest
  UNION ALL MATCH (:Entity)-[r:{STANDING}]->(:Entity) WHERE r.dataset = $name
            RETURN 'facts' AS table, r.edge_key AS id, r.digest AS digest
  UNION ALL MATCH (n:Claim {dataset: $name}) RETURN 'claims' AS table, n.id AS id, n.digest AS digest
  UNION ALL MATCH (n:Statement {dataset: $name}) RETURN 'statements' AS table, n.id AS id, n.digest AS digest
}
RETURN table, id, digest
