// A node's relationships by type and way, counted here; of a node of very many, the first. One to itself goes out.
MATCH (n)
WHERE elementId(n) = $id
CALL (n) {
  MATCH (n)-[r]->()
  WITH r LIMIT $most
  RETURN type(r) AS type, 'out' AS way, count(*) AS number
  UNION ALL
  MATCH (n)<-[r]-(m)
  WITH r, m LIMIT $most
  WHERE m <> n
  RETURN type(r) AS type, 'in' AS way, count(*) AS number
}
RETURN type, way, number
ORDER BY number DESC, type, way
