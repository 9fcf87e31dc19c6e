// Who is next to those reached last, and not reached yet; how many there are in all stands in each row.
UNWIND $ring AS id
MATCH (a:Entity {id: id})
MATCH (a){PATTERN}(n)
WHERE NOT n.id IN $seen AND {INNER}
WITH n, count(DISTINCT a) AS links, sum(coalesce(r.n_statements, 0)) AS said
ORDER BY links DESC, said DESC, n.id
WITH collect(n.id) AS ids
UNWIND ids[.. $most] AS id
RETURN id, size(ids) AS total
