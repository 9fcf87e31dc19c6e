// The length of the shortest chain between two groups of actors, or null. A shortest one enters nobody twice.
MATCH (a:Entity) WHERE a.id IN $sources
MATCH (b:Entity) WHERE b.id IN $targets
// Both ends are settled first: of several, it would look from one at everybody, for minutes and past its time limit.
WITH DISTINCT a, b
MATCH p = SHORTEST 1 {PATTERN}
RETURN min(length(p)) AS length
