// title: Who speaks for an actor
// description: Ministers, ministries, armies and envoys of an actor on a day, with the number of statements of each.
// returns: both
// $who: entity = united-states -- The actor.
// $day: date = 2024-10-31 -- The day.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})<-[r:PART_OF|REPRESENTS]-(b:Entity)
WHERE (r.from IS NULL OR r.from <= $day) AND (r.to IS NULL OR r.to >= $day)
WITH a, r, b ORDER BY b.degree DESC, b.id LIMIT $limit
RETURN b.name AS who, type(r) AS relation, r.role AS role, r.from AS since, r.to AS until,
  COUNT { (b)<-[:BY]-() } AS statements, a, r, b
ORDER BY statements DESC, who
