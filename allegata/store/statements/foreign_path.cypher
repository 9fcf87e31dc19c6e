// One shortest chain of relationships between two nodes, either way.
MATCH (a) WHERE elementId(a) = $source
MATCH (b) WHERE elementId(b) = $target
MATCH p = SHORTEST 1 (a)--{1,4}(b)
RETURN [n IN nodes(p) | elementId(n)] AS ids
