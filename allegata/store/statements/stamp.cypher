// Changes with every load; "" when nothing was ever loaded.
OPTIONAL MATCH (meta:Allegata {id: 'graph'})
RETURN coalesce(meta.stamp, '') AS stamp
