UNWIND $ids AS id
MATCH (n:Entity {id: id})
SET n.claimed = COUNT { (n)-[:{DIRECT}]-() }, n.degree = COUNT { (n)-[:{DIRECT}|{STANDING}]-() },
  n.neighbours = COUNT { MATCH (d:Dyad) USING INDEX SEEK d:Dyad(a, rank, b) WHERE d.a = id AND d.rank IS NOT NULL AND d.b IS NOT NULL } +
    COUNT { MATCH (d:Dyad) USING INDEX SEEK d:Dyad(b, rank, a) WHERE d.b = id AND d.rank IS NOT NULL AND d.a IS NOT NULL }
