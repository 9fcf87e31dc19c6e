// title: Who mediates and hosts
// description: Actors that mediate, host or negotiate with an actor or those who speak for him.
// returns: both
// $who: entity = russia -- The actor.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (who:Entity {id: $who})<-[:PART_OF|REPRESENTS*0..3]-(a:Entity)
WITH DISTINCT a LIMIT 500
MATCH (a)-[r:HOSTS|MEDIATES_FOR|MEETS_WITH|NEGOTIATES_WITH|TELEPHONES|VISITS]-(b:Entity)
RETURN startNode(r).name AS who_acts, type(r) AS relation, endNode(r).name AS to_whom, r.n_claims AS claims,
  toLower(r.status) AS status,
  r.first AS first, r.last AS last, a, r, b
ORDER BY last DESC, claims DESC LIMIT $limit
