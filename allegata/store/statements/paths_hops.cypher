// The best chains of one length, of few steps, between two groups of actors. After each step parallel edges become one,
// with the best evidence that they give: between hubs there are hundreds of ways to take the same few steps.
MATCH (a:Entity) WHERE a.id IN $sources
MATCH (b:Entity) WHERE b.id IN $targets
{HOPS}
WITH [{CHAIN}] AS chain, [{EVIDENCE}] AS steps{THROUGH}
WITH chain, [
  reduce(weakness = 0, step IN steps | weakness + step[0]),
  reduce(least = -10000000, step IN steps | CASE WHEN step[1] > least THEN step[1] ELSE least END)
] AS evidence
RETURN [n IN chain | n.id] AS ids, evidence
ORDER BY evidence, ids LIMIT $most
