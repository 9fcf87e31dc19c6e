MATCH (d:Document)
RETURN d {.*} AS document
ORDER BY d.published DESC, d.id
