// The length of the shortest chain of relationships between two groups of nodes, or null.
MATCH (a) WHERE elementId(a) IN $sources
MATCH (b) WHERE elementId(b) IN $targets
// Both ends are settled first: of several, it would look from one at everybody, for minutes and past its time limit.
WITH DISTINCT a, b
MATCH p = SHORTEST 1 {PATTERN}
RETURN min(length(p)) AS length
