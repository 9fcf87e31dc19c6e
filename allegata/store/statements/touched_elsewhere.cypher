// Claims of other data sets whose holders, ways or subjects stand at or below these entities.
UNWIND $ids AS id
MATCH (h:Entity)-[:PART_OF|REPRESENTS*0..4]->(:Entity {id: id})
WITH DISTINCT h
CALL (h) { MATCH (h)<-[:BY|VIA]-(:Statement)-[:ON]->(c:Claim) RETURN c UNION MATCH (h)<-[:SUBJECT]-(c:Claim) RETURN c }
WITH DISTINCT c WHERE c.dataset <> $name
RETURN c.id AS id, c.edge_key AS key, c.subject AS subject, c.predicate AS predicate, c.object AS object
