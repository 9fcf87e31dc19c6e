// title: Everything about one actor
// description: The strongest pairs of an actor with all relations between them, standing facts too.
// returns: both
// $who: entity = north-korea -- The actor.
// $pairs: integer(1..500) = 25 -- How many pairs.
CALL () {
  MATCH (d:Dyad) USING INDEX SEEK d:Dyad(a, rank, b) WHERE d.a = $who AND d.rank IS NOT NULL AND d.b IS NOT NULL
  RETURN d.b AS other, d.rank AS rank ORDER BY d.a, d.rank, d.b LIMIT $pairs
  UNION ALL
  MATCH (d:Dyad) USING INDEX SEEK d:Dyad(b, rank, a) WHERE d.b = $who AND d.rank IS NOT NULL AND d.a IS NOT NULL
  RETURN d.a AS other, d.rank AS rank ORDER BY d.b, d.rank, d.a LIMIT $pairs
}
WITH other, rank ORDER BY rank, other LIMIT $pairs
MATCH (a:Entity {id: $who}) MATCH (b:Entity {id: other})
MATCH (a)-[r]-(b)
RETURN startNode(r).name AS who_acts, type(r) AS relation, endNode(r).name AS to_whom,
  coalesce(toLower(r.status), 'standing fact') AS status,
  r.n_claims AS claims, r.n_statements AS statements, coalesce(r.first, r.from) AS first,
    coalesce(r.last, r.to) AS last, a, r, b
ORDER BY statements DESC, relation, to_whom
