// The neighbours with most relationships to a node, how many there are, and the relationships to them: among the first
// that leave it and the first that come in. All that is read hangs on the node. Types are compared here, for a type
// that comes as a parameter is no quicker in a pattern.
MATCH (x)
WHERE elementId(x) IN $drawn
WITH collect(x) AS drawn
MATCH (n)
WHERE elementId(n) = $id
CALL (n) {
  MATCH (n)-[r]->(m) RETURN r, m LIMIT $most
  UNION ALL
  MATCH (n)<-[r]-(m) RETURN r, m LIMIT $most
}
WITH n, drawn, r, m
WHERE m <> n AND ($types = [] OR type(r) IN $types)
WITH m, m IN drawn AS known, count(*) AS number
ORDER BY number DESC
WITH collect(CASE WHEN NOT known THEN m END) AS others, sum(number) AS read
RETURN [each IN others[..$limit] | elementId(each)] AS others, size(others) AS total, read
