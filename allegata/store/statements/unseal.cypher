MATCH (meta:Allegata {id: 'graph'})
SET meta.stamp = $stamp, meta.confirm_holders = $confirm_holders, meta.derivation = $derivation
WITH meta
MATCH (d:Dataset {name: $name})
DELETE d
