// The length of the shortest chain of relationships between two groups of nodes, or null.
MATCH (a) WHERE elementId(a) IN $sources
MATCH (b) WHERE elementId(b) IN $targets
MATCH p = SHORTEST 1 {PATTERN}
RETURN min(length(p)) AS length
