// Whether somebody else's load is under way is told by the same statement that begins one.
MERGE (meta:Allegata {id: 'graph'})
SET meta.locked = timestamp()
WITH meta
OPTIONAL MATCH (other:Load)
WITH meta, collect(other {.*}) AS others
FOREACH (_ IN CASE WHEN all(it IN others WHERE it.dataset = $name) THEN [1] ELSE [] END |
  MERGE (l:Load {dataset: $name})
  SET l.stage = $stage, l.host = $host, l.began = coalesce(l.began, datetime()), l.step = '', l.done = 0, l.total = 0)
RETURN others, meta.confirm_holders AS confirm_holders, meta.derivation AS derivation
