MATCH (n:Entity)
RETURN n.id AS id, n.degree AS degree, n.claimed AS claimed, n.neighbours AS neighbours, n.datasets AS datasets
