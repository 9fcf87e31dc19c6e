// title: Whom an actor accuses
// description: The targets of an actor, and of all who speak for him: his ministers, ministries and ambassadors.
// returns: both
// $who: entity = united-states -- Who accuses.
// $relation: relation = ACCUSES -- What he does.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (who:Entity {id: $who})<-[:PART_OF|REPRESENTS*0..3]-(a:Entity)
WITH DISTINCT a LIMIT 500
MATCH (a)-[r:$($relation)]->(b:Entity)
RETURN a.name AS accuser, b.name AS accused, toLower(r.status) AS status, r.n_statements AS statements,
  r.n_sources AS sources,
  r.first AS first, r.last AS last, a, r, b
ORDER BY statements DESC, accuser, accused LIMIT $limit
