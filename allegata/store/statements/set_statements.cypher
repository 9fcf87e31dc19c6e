UNWIND $rows AS row
MATCH (s:Statement {id: row.id})
SET s.speaks_for = row.speaks_for, s.own = row.own, s.root = row.root, s.source = row.source
