MATCH (d:Dataset)
RETURN d {.*} AS dataset
ORDER BY d.name
