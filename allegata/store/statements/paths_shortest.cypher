// The length of the shortest chain between two groups of actors, or null. A shortest one enters nobody twice.
MATCH (a:Entity) WHERE a.id IN $sources
MATCH (b:Entity) WHERE b.id IN $targets
MATCH p = SHORTEST 1 {PATTERN}
RETURN min(length(p)) AS length
