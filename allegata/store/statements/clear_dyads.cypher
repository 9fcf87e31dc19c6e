MATCH (d:Dyad)
DELETE d
