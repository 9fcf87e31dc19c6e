// The direct edges whose keys lie in a range.
CALL () {
  {BY_RANGE}
}
MATCH (a:Entity)-[r]->(b:Entity)
RETURN a.id AS source, type(r) AS relation, b.id AS target,
  r {.*, first: toString(r.first), last: toString(r.last)} AS edge
