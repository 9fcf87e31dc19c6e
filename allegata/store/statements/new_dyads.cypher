UNWIND $rows AS row
CREATE (d:Dyad)
SET d = row
