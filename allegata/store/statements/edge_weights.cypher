UNWIND $ids AS key
MATCH ()-[r:{TYPE} {edge_key: key}]->() USING INDEX SEEK r:{TYPE}(edge_key)
RETURN key, r {.status, .n_statements, .n_holders, .n_sources} AS edge
