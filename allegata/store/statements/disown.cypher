// What only this data set described goes; what others describe too stays theirs. Its own records are gone by now: whatever
// still points to it belongs to somebody else.
UNWIND $ids AS id
MATCH (n:{LABEL} {id: id})
SET n.datasets = [x IN n.datasets WHERE x <> $name]
WITH id, n WHERE n.datasets = []
WITH id, n, COLLECT {
  MATCH (n)<-[:PUBLISHED_BY|SUBJECT|OBJECT|PLACE|BY|VIA|REPORTED_IN|REFERS_TO]-(user)
  RETURN coalesce(user.dataset, user.datasets[0]) AS name LIMIT 1
  UNION MATCH (n)-[fact:{STANDING}]-() RETURN fact.dataset AS name LIMIT 1
} AS users
FOREACH (_ IN CASE WHEN users = [] THEN [1] ELSE [] END | DETACH DELETE n)
WITH id, users WHERE users <> []
RETURN id, users[0] AS used_by
