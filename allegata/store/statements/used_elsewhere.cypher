// Of what only this data set describes: what others still use.
UNWIND $ids AS id
MATCH (n:{LABEL} {id: id}) WHERE n.datasets = [$name]
WITH n, COLLECT {
  MATCH (n)<-[:PUBLISHED_BY|SUBJECT|OBJECT|PLACE|BY|VIA|REPORTED_IN|REFERS_TO]-(user)
  WHERE coalesce(user.dataset, user.datasets[0]) <> $name
  RETURN coalesce(user.dataset, user.datasets[0]) AS name LIMIT 1
  UNION MATCH (n)-[fact:{STANDING}]-() WHERE fact.dataset <> $name RETURN fact.dataset AS name LIMIT 1
} AS users
WHERE users <> []
RETURN n.id AS id, users[0] AS used_by
