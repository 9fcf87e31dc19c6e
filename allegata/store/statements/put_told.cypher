// New claims with all their statements, in one go: nothing need be looked up twice.
UNWIND $rows AS row
MATCH (a:Entity {id: row.claim.subject}), (b:Entity {id: row.claim.object})
CREATE (a)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(b)
SET c = row.claim, c.dataset = $name
WITH row, c
OPTIONAL MATCH (p:Entity {id: row.place})
FOREACH (_ IN CASE WHEN p IS NULL THEN [] ELSE [1] END | CREATE (c)-[:PLACE]->(p))
WITH row, c
UNWIND row.statements AS told
MATCH (h:Entity {id: told.statement.holder}), (d:Document {id: told.statement.document})
CREATE (c)<-[:ON]-(s:Statement)-[:BY]->(h), (s)-[at:REPORTED_IN]->(d)
SET s = told.statement, s.dataset = $name, at = told.place
