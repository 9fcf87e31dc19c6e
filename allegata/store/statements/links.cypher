// Direct edges and standing facts, either way, between these entities of few edges and all that is drawn, each once.
// As one list for each entity: a driver takes longer over many rows than over what is in them.
UNWIND $new AS id
MATCH (n:Entity {id: id}) USING INDEX SEEK n:Entity(id)
WITH n
MATCH (n)-[r:{DIRECT}|{STANDING}]-(m)
WHERE m.id IN $around AND (startNode(r) = n OR NOT m.id IN $new)
RETURN n.id AS id, collect([startNode(r).id, endNode(r).id, type(r), r {DRAWN}]) AS edges
