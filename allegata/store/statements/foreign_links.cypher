// Relationships from some nodes to others, one row for all of a type and a direction between two: among the first that
// leave each and the first that come in.
MATCH (x)
WHERE elementId(x) IN $around
WITH collect(x) AS around
MATCH (n)
WHERE elementId(n) IN $new
CALL (n, around) {
  MATCH (n)-[r]->(m)
  WITH r, m LIMIT $most
  WHERE m IN around AND ($types = [] OR type(r) IN $types)
  RETURN n AS a, type(r) AS relation, m AS b, count(*) AS number
  UNION ALL
  MATCH (n)<-[r]-(m)
  WITH r, m LIMIT $most
  WHERE m <> n AND m IN around AND ($types = [] OR type(r) IN $types)
  RETURN m AS a, type(r) AS relation, n AS b, count(*) AS number
}
RETURN elementId(a) AS source, relation, elementId(b) AS target, max(number) AS number
ORDER BY number DESC, source, relation, target
