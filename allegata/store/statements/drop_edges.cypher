UNWIND $rows AS row
MATCH ()-[r:{TYPE} {edge_key: row.summary.edge_key}]->() USING INDEX SEEK r:{TYPE}(edge_key)
DELETE r
