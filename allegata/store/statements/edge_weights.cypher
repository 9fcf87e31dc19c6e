UNWIND $ids AS key
MATCH ()-[r:{TYPE} {edge_key: key}]->() USING INDEX SEEK r:{TYPE}(edge_key)
RETURN key, r.n_statements AS weight
