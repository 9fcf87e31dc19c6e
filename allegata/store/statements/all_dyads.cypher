MATCH (d:Dyad)
RETURN d.a AS a, d.b AS b
