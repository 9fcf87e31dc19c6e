// The best connected of the first nodes and of the ends of the first relationships. How many relationships a node has
// stands beside it.
CALL () {
  MATCH (n) WITH n LIMIT $nodes RETURN n
  UNION
  MATCH (a)-[r]->(b) WITH a, b LIMIT $relationships UNWIND [a, b] AS n RETURN n
}
WITH DISTINCT n
WHERE $kinds = [] OR any(label IN labels(n) WHERE label IN $kinds)
WITH n, COUNT { (n)--() } AS degree
ORDER BY degree DESC, elementId(n)
LIMIT $limit
RETURN elementId(n) AS id, degree
