// title: Brokers between two actors
// description: Who is in friendly contact with both of two actors: meets, hosts, talks, helps.
// returns: both
// $one: entity = north-korea -- One of the two.
// $other: entity = ukraine -- The other.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $one}) MATCH (b:Entity {id: $other})
CALL (a) {
  MATCH (a)-[r:AIDS|ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|PROTECTS|
    SHARES_INTELLIGENCE_WITH|SIGNS_WITH|SUPPLIES|SUPPORTS|HOSTS|MEDIATES_FOR|MEETS_WITH|NEGOTIATES_WITH|TELEPHONES|
    VISITS|MEMBER_OF]-(m:Entity)
  WITH m, r ORDER BY coalesce(r.n_statements, 0) DESC LIMIT 1000
  RETURN m, collect(r) AS left
}
MATCH (m)-[s:AIDS|ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|PROTECTS|
  SHARES_INTELLIGENCE_WITH|SIGNS_WITH|SUPPLIES|SUPPORTS|HOSTS|MEDIATES_FOR|MEETS_WITH|NEGOTIATES_WITH|TELEPHONES|
  VISITS|MEMBER_OF]-(b)
WITH a, m, b, left, collect(s) AS right WHERE m <> a AND m <> b
RETURN m.name AS broker, m.kind AS kind, [each IN left | type(each)] AS with_the_one,
  [each IN right | type(each)] AS with_the_other,
  size(left) + size(right) AS ties, a, m, b, left, right
ORDER BY ties DESC, broker LIMIT $limit
