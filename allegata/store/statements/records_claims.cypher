// The claims behind direct edges, whole.
UNWIND $keys AS key
MATCH (c:Claim) USING INDEX SEEK c:Claim(edge_key, day)
WHERE c.edge_key = key AND c.day IS NOT NULL
RETURN c {.*} AS claim, [(c)-[:PLACE]->(p) | p.id][0] AS place, [(c)-[:ABOUT]->(o:Claim) | o.id] AS about,
  [(c)-[:VARIES_FROM]->(o:Claim) | o.id][0] AS varies_from
