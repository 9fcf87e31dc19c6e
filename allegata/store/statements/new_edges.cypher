// Direct edges into a database that holds none of them. Types come out of the vocabulary; one text serves all of them.
UNWIND $rows AS row
MATCH (a:Entity {id: row.subject}), (b:Entity {id: row.object})
CREATE (a)-[r:$(row.predicate)]->(b)
SET r = row.summary
