// One shortest chain of direct edges between two entities, either way.
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH p = SHORTEST 1 (a)-[:{DIRECT}]-{1,4}(b)
RETURN [n IN nodes(p) | n.id] AS ids
