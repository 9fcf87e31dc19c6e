// The strongest pairs an entity is in: about whom most was said first. Two indexes give the order, one for each place
// in the pair.
CALL () {
  MATCH (d:Dyad) USING INDEX SEEK d:Dyad(a, rank, b)
  WHERE d.a = $id AND d.rank IS NOT NULL AND d.b IS NOT NULL
    AND ($wanted = [] OR any(each IN d.relations WHERE each IN $wanted))
  RETURN d.b AS other, d.rank AS rank ORDER BY d.a, d.rank, d.b LIMIT $most
  UNION ALL
  MATCH (d:Dyad) USING INDEX SEEK d:Dyad(b, rank, a)
  WHERE d.b = $id AND d.rank IS NOT NULL AND d.a IS NOT NULL
    AND ($wanted = [] OR any(each IN d.relations WHERE each IN $wanted))
  RETURN d.a AS other, d.rank AS rank ORDER BY d.b, d.rank, d.a LIMIT $most
}
WITH other, rank
WHERE NOT other IN $drawn
RETURN other, rank
ORDER BY rank, other
LIMIT $limit
