// The type of a direct edge, from any claim behind it: claims are indexed by the key of their edge.
MATCH (c:Claim) USING INDEX SEEK c:Claim(edge_key, day)
WHERE c.edge_key = $key AND c.day IS NOT NULL
RETURN c.predicate AS relation LIMIT 1
