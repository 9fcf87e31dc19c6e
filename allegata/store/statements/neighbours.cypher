// Neighbours not yet drawn, those about whom most was said first; standing facts after.
MATCH (n:Entity {id: $id})-[r:{DIRECT}|{STANDING}]-(m:Entity)
WHERE NOT m.id IN $drawn AND m.id <> $id AND ($relations = [] OR type(r) IN $relations)
WITH m, sum(coalesce(r.n_statements, 0)) AS weight
ORDER BY weight DESC, m.degree DESC, m.id
WITH collect(m.id) AS ids
RETURN ids[..$limit] AS ids, size(ids) AS total
