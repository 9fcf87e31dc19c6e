// title: Accusations answered by accusations
// description: Whom an actor accuses or criticizes, and who of those, or of their spokesmen, does the same to him.
// returns: both
// $who: entity = united-states -- Who accuses, and is accused.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:ACCUSES|CRITICIZES|DEMANDS_FROM|DENIES|INVESTIGATES|OPPOSES|PROTESTS_AGAINST|REJECTS|
  SUES|THREATENS|WARNS]->(b:Entity)
WITH a, r, b ORDER BY r.n_statements DESC, b.id LIMIT 200
MATCH (b)<-[:PART_OF|REPRESENTS*0..2]-(c:Entity)
WITH DISTINCT a, r, b, c LIMIT 5000
MATCH (c)-[s:ACCUSES|CRITICIZES|DEMANDS_FROM|DENIES|INVESTIGATES|OPPOSES|PROTESTS_AGAINST|REJECTS|SUES|THREATENS|
  WARNS]->(a)
RETURN a.name AS first, type(r) AS does, b.name AS to_whom, c.name AS who_in_turn, type(s) AS does_in_turn,
  r.n_statements + s.n_statements AS statements, a, r, b, s, c
ORDER BY statements DESC, to_whom, who_in_turn LIMIT $limit
