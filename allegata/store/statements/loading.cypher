MATCH (l:Load)
RETURN l {.*} AS load
