// title: Contested relations of an actor
// description: Relations of an actor on which somebody asserts what somebody else denies or dismisses, among his
//   strongest pairs.
// returns: both
// $who: entity = north-korea -- The actor.
// $pairs: integer(1..500) = 150 -- How many of his strongest pairs are looked at.
// $limit: integer(1..1000) = 100 -- Most rows.
CALL () {
  MATCH (d:Dyad) USING INDEX SEEK d:Dyad(a, rank, b) WHERE d.a = $who AND d.rank IS NOT NULL AND d.b IS NOT NULL
  RETURN d.b AS other, d.rank AS rank ORDER BY d.a, d.rank, d.b LIMIT $pairs
  UNION ALL
  MATCH (d:Dyad) USING INDEX SEEK d:Dyad(b, rank, a) WHERE d.b = $who AND d.rank IS NOT NULL AND d.a IS NOT NULL
  RETURN d.a AS other, d.rank AS rank ORDER BY d.b, d.rank, d.a LIMIT $pairs
}
WITH other, rank ORDER BY rank LIMIT $pairs
MATCH (a:Entity {id: $who}) MATCH (b:Entity {id: other})
MATCH (a)-[r]-(b) WHERE r.n_contested > 0
RETURN startNode(r).name AS who_acts, type(r) AS relation, endNode(r).name AS to_whom, r.n_contested AS contested,
  r.n_claims AS claims,
  size(r.held_by) AS holders, size(r.denied_by) AS deniers, a, r, b
ORDER BY contested DESC, relation LIMIT $limit
