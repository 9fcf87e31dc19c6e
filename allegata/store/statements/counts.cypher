// Each from the count store of the database, whatever its size.
CALL () {
  MATCH (n:Dataset) RETURN 'data sets' AS what, count(n) AS number
  UNION ALL MATCH (n:Entity) RETURN 'entities' AS what, count(n) AS number
  UNION ALL MATCH (n:Alias) RETURN 'aliases' AS what, count(n) AS number
  UNION ALL MATCH ()-[r:{STANDING}]->() RETURN 'standing facts' AS what, count(r) AS number
  UNION ALL MATCH (n:Document) RETURN 'documents' AS what, count(n) AS number
  UNION ALL MATCH (n:Claim) RETURN 'claims' AS what, count(n) AS number
  UNION ALL MATCH (n:Statement) RETURN 'statements' AS what, count(n) AS number
  UNION ALL MATCH ()-[r:{DIRECT}]->() RETURN 'direct edges' AS what, count(r) AS number
}
RETURN what, number
