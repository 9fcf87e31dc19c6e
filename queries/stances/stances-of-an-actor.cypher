// title: All that an actor has said
// description: Statements of an actor and of those who speak for him, the newest first: on what, with which stance, how
//   sure.
// returns: table
// $who: entity = ukraine -- The actor.
// $since: date = -- From this day on; empty: from the beginning.
// $until: date = -- Up to this day; empty: to the end.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (who:Entity {id: $who})<-[:PART_OF|REPRESENTS*0..3]-(h:Entity)
WITH DISTINCT h LIMIT 500
MATCH (h)<-[:BY]-(s:Statement)
WHERE ($since IS NULL OR s.said_on >= $since) AND ($until IS NULL OR s.said_on <= $until)
WITH h, s ORDER BY s.said_on DESC, s.id LIMIT $limit
MATCH (s)-[:ON]->(c:Claim)
RETURN s.said_on AS said_on, h.name AS holder, toLower(s.stance) AS stance, toLower(s.certainty) AS certainty,
  c.text AS claim,
  toLower(c.status) AS status, s.paraphrase AS in_short
ORDER BY said_on DESC, holder
