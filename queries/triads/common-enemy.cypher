// title: The enemy of my enemy
// description: Who is in conflict with those with whom an actor is in conflict, and how the two stand to each other.
// returns: both
// $who: entity = south-korea -- The actor.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:ACCUSES|CRITICIZES|DEMANDS_FROM|DENIES|INVESTIGATES|OPPOSES|PROTESTS_AGAINST|REJECTS|
  SUES|THREATENS|WARNS|SANCTIONS|FIGHTS|ATTACKS]-(e:Entity)
WITH a, r, e ORDER BY r.n_statements DESC, e.id LIMIT 30
CALL (e) {
  MATCH (e)-[s:ACCUSES|CRITICIZES|DEMANDS_FROM|DENIES|INVESTIGATES|OPPOSES|PROTESTS_AGAINST|REJECTS|SUES|THREATENS|
    WARNS|SANCTIONS|FIGHTS|ATTACKS]-(b:Entity)
  RETURN s, b ORDER BY s.n_statements DESC, b.id LIMIT 50
}
WITH a, r, e, s, b WHERE b <> a
RETURN e.name AS enemy, type(r) AS quarrel, b.name AS who_else, type(s) AS his_quarrel,
  COUNT { (a)-[:AIDS|ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|PROTECTS|
    SHARES_INTELLIGENCE_WITH|SIGNS_WITH|SUPPLIES|SUPPORTS]-(b) } AS ties_between_the_two, a, r, e, s, b
ORDER BY ties_between_the_two DESC, r.n_statements + s.n_statements DESC, who_else LIMIT $limit
