// title: Meetings that led to agreements
// description: Agreements and alliances of an actor, each with the contacts of the same two sides that are dated before
//   or at its end.
// returns: table
// $who: entity = russia -- The actor.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:SIGNS_WITH|ALLIED_WITH|COOPERATES_WITH|COOPERATES_MILITARILY_WITH]-(b:Entity)
WITH a, r, b ORDER BY r.n_statements DESC, b.id LIMIT 100
MATCH (b)<-[:PART_OF|REPRESENTS*0..2]-(y:Entity)
WITH DISTINCT a, r, b, y LIMIT 5000
MATCH (y)-[m:HOSTS|MEDIATES_FOR|MEETS_WITH|NEGOTIATES_WITH|TELEPHONES|VISITS]-(x:Entity) WHERE x = a OR EXISTS { (x)-[:PART_OF|REPRESENTS]->(a) }
WITH r, b, m WHERE r.last IS NULL OR m.first IS NULL OR m.first <= r.last
RETURN type(r) AS agreement, b.name AS with_whom, r.last AS until, startNode(m).name AS who_acts, type(m) AS contact, endNode(m).name AS to_whom,
  m.first AS first, m.last AS last
ORDER BY with_whom, first LIMIT $limit
