MATCH (c:Claim)
RETURN c {.*} AS claim, COLLECT { MATCH (c)-[:SUBJECT]->(a) RETURN a.id } AS subjects,
  COLLECT { MATCH (c)-[:OBJECT]->(b) RETURN b.id } AS objects
