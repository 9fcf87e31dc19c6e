MATCH (meta:Allegata {id: 'graph'})
RETURN meta.confirm_holders AS confirm_holders, meta.derivation AS derivation
