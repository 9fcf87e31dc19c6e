// title: Meetings that led to agreements
// description: Contacts between the sides of two actors who agreed or allied themselves, in the days before that began
//   and while it came about, one row for each: ministers and envoys count for those they speak for. What has no day is
//   left out.
// returns: table
// $who: entity = russia -- One of those who agreed.
// $days: integer(1..3650) = 60 -- How many days before.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})<-[:PART_OF|REPRESENTS*0..2]-(x:Entity)
WITH DISTINCT a, x LIMIT 300
MATCH (x)-[m:HOSTS|MEDIATES_FOR|MEETS_WITH|NEGOTIATES_WITH|TELEPHONES|VISITS]-(y:Entity) WHERE m.first IS NOT NULL
WITH a, m, y ORDER BY m.n_statements DESC, m.edge_key LIMIT 2000
MATCH (y)-[:PART_OF|REPRESENTS*0..2]->(b:Entity) WHERE b <> a
WITH a, b, collect(DISTINCT m) AS contacts
MATCH (a)-[r:SIGNS_WITH|ALLIED_WITH|COOPERATES_WITH|COOPERATES_MILITARILY_WITH]-(b) WHERE r.first IS NOT NULL
WITH b, contacts, r ORDER BY r.n_statements DESC, r.edge_key LIMIT 200
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL AND
    coalesce(c.event_from, c.event_to) IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 50
}
WITH b, contacts, r, c, c.day - duration({days: $days}) AS since, coalesce(c.event_to, c.event_from) AS until
UNWIND contacts AS m
WITH b, r, c, m, since, until WHERE m.first <= until AND m.last >= since
WITH b, r, c, m, since, until ORDER BY c.day DESC LIMIT 5000
CALL (m, since, until) {
  MATCH (k:Claim) WHERE k.edge_key = m.edge_key AND k.day >= since AND k.day <= until AND
    coalesce(k.event_from, k.event_to) IS NOT NULL
  RETURN k ORDER BY k.edge_key DESC, k.day DESC LIMIT 20
}
RETURN type(r) AS agreement, b.name AS with_whom, c.text AS what, c.event_from AS begun, until AS until,
  startNode(m).name AS who_acts, type(m) AS contact, endNode(m).name AS to_whom, k.day AS met_on,
  toLower(k.status) AS status
ORDER BY begun DESC, with_whom, agreement, met_on DESC, who_acts LIMIT $limit
