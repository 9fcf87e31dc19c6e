// What is drawn next around an entity: how many neighbours it has, how many of them are drawn, the strongest of the
// others, and all nodes there will be then. Two indexes give the order, one for each place in the pair.
MATCH (n:Entity {id: $id}) USING INDEX SEEK n:Entity(id)
CALL () {
  UNWIND $beside AS pair
  MATCH (d:Dyad {a: pair.a, b: pair.b}) USING INDEX SEEK d:Dyad(a, b)
  RETURN count(*) AS beside
}
CALL () {
  CALL () {
    MATCH (d:Dyad) USING INDEX SEEK d:Dyad(a, rank, b)
    WHERE d.a = $id AND d.rank IS NOT NULL AND d.b IS NOT NULL
    RETURN d.b AS other, d.rank AS rank ORDER BY d.a, d.rank, d.b LIMIT $most
    UNION ALL
    MATCH (d:Dyad) USING INDEX SEEK d:Dyad(b, rank, a)
    WHERE d.b = $id AND d.rank IS NOT NULL AND d.a IS NOT NULL
    RETURN d.a AS other, d.rank AS rank ORDER BY d.b, d.rank, d.a LIMIT $most
  }
  WITH other, rank
  WHERE NOT other IN $drawn
  WITH other, rank
  ORDER BY rank, other
  LIMIT $limit
  RETURN collect(other) AS new
}
CALL (new) {
  UNWIND [$id] + new + $drawn AS id
  MATCH (m:Entity {id: id}) USING INDEX SEEK m:Entity(id)
  RETURN collect(m {.id, .name, .kind, .degree}) AS nodes
}
RETURN coalesce(n.neighbours, 0) - beside AS to_come, new, nodes
