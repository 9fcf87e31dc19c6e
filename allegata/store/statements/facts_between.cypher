// Standing facts between the two of each pair, either way.
UNWIND $ids AS pair
MATCH (a:Entity {id: pair.a}), (b:Entity {id: pair.b})
CALL (a, b) { MATCH (a)-[r:{STANDING}]-(b) RETURN r }
RETURN startNode(r).id AS source, endNode(r).id AS target, type(r) AS relation, r {DRAWN} AS edge
