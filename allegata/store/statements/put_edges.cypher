// Found by key, in the index of the type: between two hubs a MERGE would read all that hangs on the smaller one.
UNWIND $rows AS row
OPTIONAL MATCH ()-[r:{TYPE} {edge_key: row.summary.edge_key}]->() USING INDEX SEEK r:{TYPE}(edge_key)
FOREACH (_ IN CASE WHEN r IS NULL THEN [] ELSE [1] END | SET r = row.summary)
WITH row, r WHERE r IS NULL
MATCH (a:Entity {id: row.subject}), (b:Entity {id: row.object})
CREATE (a)-[new:{TYPE}]->(b)
SET new = row.summary
