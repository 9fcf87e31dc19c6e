// The last step of a load: the data set as it stands now, and a new stamp.
MATCH (meta:Allegata {id: 'graph'})
SET meta.stamp = $stamp, meta.confirm_holders = $confirm_holders, meta.derivation = $derivation
MERGE (d:Dataset {name: $dataset.name})
SET d = $dataset, d.loaded_at = datetime()
