// Claims by their ids, whole.
UNWIND $ids AS id
MATCH (c:Claim {id: id})
RETURN c {.*} AS claim, [(c)-[:PLACE]->(p) | p.id][0] AS place, [(c)-[:ABOUT]->(o:Claim) | o.id] AS about,
  [(c)-[:VARIES_FROM]->(o:Claim) | o.id][0] AS varies_from
