// Claims whose reckoning changes with these records: their statements come or go, or a fact above a holder does.
CALL () {
  UNWIND $statements AS id MATCH (:Statement {id: id})-[:ON]->(c:Claim) RETURN c
  UNION
  UNWIND $claims AS id MATCH (c:Claim {id: id}) RETURN c
  UNION
  UNWIND $holders AS id
  MATCH (h:Entity)-[:PART_OF|REPRESENTS*0..4]->(:Entity {id: id})
  WITH DISTINCT h
  CALL (h) { MATCH (h)<-[:BY|VIA]-(:Statement)-[:ON]->(c:Claim) RETURN c UNION MATCH (h)<-[:SUBJECT]-(c:Claim) RETURN c }
  RETURN c
}
WITH DISTINCT c
RETURN c.id AS id, c.edge_key AS key, c.subject AS subject, c.predicate AS predicate, c.object AS object
