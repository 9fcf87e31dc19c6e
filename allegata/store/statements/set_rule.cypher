// Everything was reckoned anew by this rule.
MATCH (meta:Allegata {id: 'graph'})
SET meta.stamp = $stamp, meta.confirm_holders = $confirm_holders, meta.derivation = $derivation
