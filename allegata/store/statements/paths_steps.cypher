// The pairs of actors that follow one another on any shortest chain, each once.
MATCH (a:Entity) WHERE a.id IN $sources
MATCH (b:Entity) WHERE b.id IN $targets
// Both ends are settled first: of several, it would look from one at everybody, for minutes and past its time limit.
WITH DISTINCT a, b
MATCH p = ALL SHORTEST {PATTERN}
WITH DISTINCT nodes(p) AS chain
UNWIND range(0, size(chain) - 2) AS i
RETURN DISTINCT chain[i].id AS source, chain[i + 1].id AS target
ORDER BY source, target
