// Taken first by every load: loads wait for one another, and see what the one before did.
MERGE (meta:Allegata {id: 'graph'})
SET meta.locked = timestamp()
RETURN meta.confirm_holders AS confirm_holders, meta.derivation AS derivation
