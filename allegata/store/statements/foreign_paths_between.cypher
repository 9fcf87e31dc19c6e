// Chains of one length between two groups of nodes, told apart by their nodes, in the order of their ids.
MATCH (a) WHERE elementId(a) IN $sources
MATCH (b) WHERE elementId(b) IN $targets
{CHAINS}
WITH DISTINCT [n IN chain | elementId(n)] AS ids
WHERE all(i IN range(0, size(ids) - 2) WHERE NOT ids[i] IN ids[i + 1 ..]) AND ($through = '' OR $through IN ids)
RETURN ids ORDER BY ids LIMIT $most
