// Standing facts of entities: those whose keys are wanted, and those that carry their words upwards.
UNWIND $ids AS id
MATCH (a:Entity {id: id})-[r:{STANDING}]->(b:Entity)
WHERE r.edge_key IN $keys OR type(r) IN ['PART_OF', 'REPRESENTS']
RETURN a.id AS subject, type(r) AS relation, b.id AS object, r {.*} AS fact
