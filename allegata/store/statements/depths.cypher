// The days of direct edges by their keys, which come as lists by type.
CALL () {
  {BY_KEY}
}
RETURN r.edge_key AS key, r.happened AS happened, r.said AS said
