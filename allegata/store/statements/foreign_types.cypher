// All relationship types, those that are frequent among the first relationships before the rest.
CALL () { MATCH ()-[r]->() WITH r LIMIT $most WITH type(r) AS type, count(*) AS number RETURN collect([type, number]) AS seen }
CALL db.relationshipTypes() YIELD relationshipType AS type
WITH type, reduce(number = 0, each IN seen | CASE WHEN each[0] = type THEN each[1] ELSE number END) AS number
RETURN type, number
ORDER BY number DESC, type
LIMIT $types
