// Direct edges by their keys, which come as lists by type: one text for all types, planned once.
CALL () {
  {BY_KEY}
}
RETURN startNode(r).id AS source, endNode(r).id AS target, type(r) AS relation, r {DRAWN} AS edge
