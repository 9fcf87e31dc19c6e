// Direct edges by their keys, which come as lists by type: one text for all types, planned once.
// With a clock: only those of which something happened, or was said, between two days (see sum_edges), and how much.
CALL () {
  {BY_KEY}
}
WITH r, CASE $clock WHEN 'happened' THEN coalesce(r.happened, []) WHEN 'said' THEN coalesce(r.said, []) ELSE [] END AS days,
  CASE $clock WHEN 'happened' THEN 3 ELSE 2 END AS step
WITH r, reduce(number = 0, i IN range(0, size(days) - 1, step) | number +
  CASE WHEN days[i] <= $until AND days[i + step - 2] >= $since THEN days[i + step - 1] ELSE 0 END) AS number
WHERE $clock = '' OR number > 0
RETURN startNode(r).id AS source, endNode(r).id AS target, type(r) AS relation, r {DRAWN} AS edge, number
