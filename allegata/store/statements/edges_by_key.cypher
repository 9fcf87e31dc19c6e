// Direct edges by their keys, which come as lists by type: one text for all types, planned once. As one list, as in `links`.
CALL () {
  {BY_KEY}
}
RETURN collect([startNode(r).id, endNode(r).id, type(r), r {DRAWN}]) AS edges
