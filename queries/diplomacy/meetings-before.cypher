// title: Meetings before a day
// description: Meetings, visits and calls of an actor's side in the weeks before a day: of an agreement, a vote, an
//   attack.
// returns: table
// $who: entity = north-korea -- The actor.
// $day: date = 2024-10-31 -- The day that they led up to.
// $days: integer(1..3650) = 60 -- How many days before it.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (who:Entity {id: $who})<-[:PART_OF|REPRESENTS*0..3]-(a:Entity)
WITH DISTINCT a LIMIT 500
MATCH (a)-[r:HOSTS|MEDIATES_FOR|MEETS_WITH|NEGOTIATES_WITH|TELEPHONES|VISITS]-(b:Entity) WHERE r.first <= $day AND
  r.last >= $day - duration({days: $days})
WITH r ORDER BY r.last DESC, r.edge_key LIMIT 500
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day >= $day - duration({days: $days}) AND c.day <= $day
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 200
}
RETURN c.event_from AS day, startNode(r).name AS who_acts, type(r) AS relation, endNode(r).name AS to_whom,
  c.text AS what, toLower(c.status) AS status
ORDER BY day DESC, who_acts LIMIT $limit
