// title: Meetings that led to agreements
// description: Contacts between the sides of two actors who agreed or allied themselves, begun before that ended:
//   ministers and envoys count for those they speak for.
// returns: table
// $who: entity = russia -- One of those who agreed.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})<-[:PART_OF|REPRESENTS*0..2]-(x:Entity)
WITH DISTINCT a, x LIMIT 300
MATCH (x)-[m:HOSTS|MEDIATES_FOR|MEETS_WITH|NEGOTIATES_WITH|TELEPHONES|VISITS]-(y:Entity)
WITH a, m, y ORDER BY m.n_statements DESC, m.edge_key LIMIT 2000
MATCH (y)-[:PART_OF|REPRESENTS*0..2]->(b:Entity) WHERE b <> a
WITH DISTINCT a, m, b
MATCH (a)-[r:SIGNS_WITH|ALLIED_WITH|COOPERATES_WITH|COOPERATES_MILITARILY_WITH]-(b)
WHERE r.last IS NULL OR m.first IS NULL OR m.first <= r.last
RETURN type(r) AS agreement, b.name AS with_whom, r.last AS until, startNode(m).name AS who_acts,
  type(m) AS contact, endNode(m).name AS to_whom,
  m.first AS first, m.last AS last
ORDER BY with_whom, first LIMIT $limit
