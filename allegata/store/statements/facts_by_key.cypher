// Standing facts of one type by their keys, in the index of the type.
UNWIND $keys AS key
MATCH ()-[r:{TYPE} {edge_key: key}]->() USING INDEX SEEK r:{TYPE}(edge_key)
RETURN key, r {.*} AS edge
