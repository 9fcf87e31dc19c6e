// title: Brokers between two blocs
// description: Who is in friendly contact with both of two blocs: meets, hosts, talks, helps. A bloc is one actor or
//   several; the members of an alliance belong to it. Ministers and envoys count for those they speak for, and nobody of
//   either bloc is a broker.
// returns: both
// $one: list(entity) = south-korea, japan -- One bloc: actors, alliances.
// $other: list(entity) = ukraine -- The other.
// $limit: integer(1..1000) = 100 -- Most rows.
UNWIND [{ids: $one, first: true}, {ids: $other, first: false}] AS bloc
CALL (bloc) {
  MATCH (named:Entity) WHERE named.id IN bloc.ids
  MATCH (named)<-[:MEMBER_OF*0..1]-(member:Entity)
  WITH DISTINCT member LIMIT 300
  MATCH (member)<-[:PART_OF|REPRESENTS*0..2]-(side:Entity)
  WITH DISTINCT side LIMIT 1000
  RETURN collect(side) AS sides
}
WITH collect({first: bloc.first, sides: sides}) AS blocs
UNWIND blocs AS bloc
CALL (blocs, bloc) {
  UNWIND bloc.sides AS x
  MATCH (x)-[r:AIDS|ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|PROTECTS|
    SHARES_INTELLIGENCE_WITH|SIGNS_WITH|SUPPLIES|SUPPORTS|HOSTS|MEDIATES_FOR|MEETS_WITH|NEGOTIATES_WITH|TELEPHONES|
    VISITS]-(m:Entity)
  WITH m, x, r ORDER BY r.n_statements DESC, r.edge_key LIMIT 10000
  MATCH (m)-[:PART_OF|REPRESENTS*0..4]->(broker:Entity) WHERE NOT EXISTS { (broker)-[:PART_OF|REPRESENTS]->() }
    AND NOT broker IN blocs[0].sides AND NOT broker IN blocs[1].sides
  RETURN broker, collect(DISTINCT r) AS ties, collect(DISTINCT x) + collect(DISTINCT m) AS ends
}
WITH broker, collect({first: bloc.first, ties: ties, ends: ends}) AS both WHERE size(both) = 2
WITH broker, [each IN both WHERE each.first][0] AS one, [each IN both WHERE NOT each.first][0] AS other
RETURN broker.name AS broker_name, broker.kind AS kind,
  [r IN one.ties[..20] | startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name] AS with_the_one,
  [r IN other.ties[..20] | startNode(r).name + ' ' + type(r) + ' ' + endNode(r).name] AS with_the_other,
  size(one.ties) + size(other.ties) AS ties, broker, one.ends + other.ends AS ends, one.ties + other.ties AS lines
ORDER BY ties DESC, broker_name LIMIT $limit
