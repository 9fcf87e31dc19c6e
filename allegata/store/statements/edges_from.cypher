// Direct edges and standing facts that leave one of these and end at one of those.
UNWIND $starts AS id
MATCH (a:Entity {id: id})-[r:{DIRECT}|{STANDING}]->(b:Entity)
WHERE b.id IN $ends
RETURN a.id AS source, b.id AS target, type(r) AS relation, r {.*} AS edge
