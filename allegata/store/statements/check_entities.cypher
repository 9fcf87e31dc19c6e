MATCH (n:Entity)
RETURN n.id AS id, n.degree AS degree, n.claimed AS claimed, n.neighbours AS neighbours,
  size(coalesce(n.datasets, [])) > 0 AS owned
