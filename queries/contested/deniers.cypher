// title: What an actor denies
// description: Claims on which an actor, or somebody who speaks for him, has denied, dismissed or declined to confirm.
// returns: both
// $who: entity = russia -- Who denies.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (who:Entity {id: $who})<-[:PART_OF|REPRESENTS*0..3]-(h:Entity)
WITH DISTINCT h LIMIT 500
MATCH (h)<-[:BY]-(s:Statement) WHERE s.stance IN ['DENIES', 'DISMISSES', 'NO_COMMENT', 'CANNOT_CONFIRM']
WITH h, s ORDER BY s.said_on DESC, s.id LIMIT $limit
MATCH (s)-[:ON]->(c:Claim) MATCH (a:Entity {id: c.subject}) MATCH (b:Entity {id: c.object})
RETURN h.name AS holder, toLower(s.stance) AS stance, c.text AS claim, toLower(c.status) AS status,
  s.said_on AS said_on,
  s.paraphrase AS in_short, a, b
ORDER BY said_on DESC, claim
