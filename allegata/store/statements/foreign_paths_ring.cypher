// Who is next to those reached last, and not reached yet; of each of them the first relationships are looked at.
UNWIND $ring AS id
MATCH (a) WHERE elementId(a) = id
CALL (a) {
  MATCH (a)-[r]-(n)
  WITH r, n LIMIT $beside
  WITH r, n WHERE type(r) IN $types
  RETURN n, count(*) AS number
}
WITH n, count(*) AS links, sum(number) AS number
WHERE NOT elementId(n) IN $seen AND NOT elementId(n) IN $never AND ($anyone OR elementId(n) IN $only)
WITH elementId(n) AS other, links, number ORDER BY links DESC, number DESC, other
WITH collect(other) AS ids
UNWIND ids[.. $most] AS id
RETURN id, size(ids) AS total
