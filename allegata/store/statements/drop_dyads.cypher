UNWIND $rows AS row
MATCH (d:Dyad {a: row.a, b: row.b})
DELETE d
