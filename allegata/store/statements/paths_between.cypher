// The best chains of one length between two groups of actors. All of this length are found, edge by edge; those that
// enter somebody twice are left out; parallel edges become one chain, with the best evidence that they can give.
MATCH (a:Entity) WHERE a.id IN $sources
MATCH (b:Entity) WHERE b.id IN $targets
CALL (a, b) {
  {PATTERNS}
}
WITH nodes(p) AS chain, relationships(p) AS edges
WHERE all(i IN range(0, size(chain) - 2) WHERE NOT chain[i] IN chain[i + 1 ..]){TIME}
WITH chain, min([
  reduce(weakness = 0, r IN edges | weakness + {WEAKNESS}),
  -reduce(least = 10000000, r IN edges |
    CASE WHEN coalesce(r.n_statements, 0) < least THEN coalesce(r.n_statements, 0) ELSE least END)
]) AS evidence
RETURN [n IN chain | n.id] AS ids, evidence
ORDER BY evidence, ids LIMIT $most
