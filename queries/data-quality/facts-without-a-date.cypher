// title: Standing facts without a date
// description: Memberships and offices around an actor that say neither since when nor until when they hold.
// returns: both
// $who: entity = north-korea -- The actor.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:PART_OF|MEMBER_OF|REPRESENTS]-(b:Entity) WHERE r.from IS NULL AND r.to IS NULL
RETURN startNode(r).name AS who, type(r) AS relation, endNode(r).name AS of_what, r.role AS role,
  r.source AS source, a, r, b
ORDER BY who LIMIT $limit
