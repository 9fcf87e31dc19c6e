UNWIND $rows AS row
MERGE (d:Dyad {a: row.a, b: row.b})
SET d.rank = row.rank, d.relations = row.relations, d.weights = row.weights, d.evidence = row.evidence
