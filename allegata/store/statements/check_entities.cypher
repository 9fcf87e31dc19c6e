MATCH (n:Entity)
RETURN n.id AS id, n.degree AS degree, n.claimed AS claimed, n.datasets AS datasets
