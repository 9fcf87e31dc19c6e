// As paths_hops, in time order. Of all ways to the same actor with the same evidence, the one that is there earliest
// is carried on: whatever follows another of them can follow it too.
MATCH (a:Entity) WHERE a.id IN $sources
MATCH (b:Entity) WHERE b.id IN $targets
WITH a, b, 0 AS weakness, -10000000 AS least, $since AS day
{HOPS}
WITH [{CHAIN}] AS chain, min([weakness, least]) AS evidence{THROUGH}
RETURN [n IN chain | n.id] AS ids, evidence
ORDER BY evidence, ids LIMIT $most
