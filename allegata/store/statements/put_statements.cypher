UNWIND $rows AS row
MATCH (c:Claim {id: row.properties.claim}), (h:Entity {id: row.properties.holder}), (d:Document {id: row.properties.document})
CREATE (s:Statement {dataset: $name})
SET s += row.properties
CREATE (s)-[:ON]->(c), (s)-[:BY]->(h)
CREATE (s)-[at:REPORTED_IN]->(d) SET at = row.where
WITH s, row
MATCH (via:Entity {id: row.via})
CREATE (s)-[:VIA]->(via)
