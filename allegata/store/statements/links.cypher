// Direct edges and standing facts, either way, between these entities of few edges and all that is drawn, each once.
// With a clock: only those of which something happened, or was said, between two days (see sum_edges), and how much.
UNWIND $new AS id
MATCH (n:Entity {id: id}) USING INDEX SEEK n:Entity(id)
WITH n
MATCH (n)-[r:{DIRECT}|{STANDING}]-(m)
WHERE m.id IN $around AND (startNode(r) = n OR NOT m.id IN $new)
WITH r, CASE $clock WHEN 'happened' THEN coalesce(r.happened, []) WHEN 'said' THEN coalesce(r.said, []) ELSE [] END AS days,
  CASE $clock WHEN 'happened' THEN 3 ELSE 2 END AS step
WITH r, reduce(number = 0, i IN range(0, size(days) - 1, step) | number +
  CASE WHEN days[i] <= $until AND days[i + step - 2] >= $since THEN days[i + step - 1] ELSE 0 END) AS number
WHERE $clock = '' OR number > 0
RETURN startNode(r).id AS source, endNode(r).id AS target, type(r) AS relation, r {DRAWN} AS edge, number
