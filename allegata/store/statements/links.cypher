// Direct edges and standing facts, either way, between these entities of few edges and all that is drawn, each once.
UNWIND $new AS id
MATCH (n:Entity {id: id}) USING INDEX SEEK n:Entity(id)
WITH n
MATCH (n)-[r:{DIRECT}|{STANDING}]-(m)
WHERE m.id IN $around AND (startNode(r) = n OR NOT m.id IN $new)
RETURN startNode(r).id AS source, endNode(r).id AS target, type(r) AS relation, r {DRAWN} AS edge
