// How large a picture of everything would be: actors of whom something is claimed, up to a limit, and pairs.
CALL () {
  MATCH (n:Entity) WHERE n.claimed > 0 AND ($kinds = [] OR n.kind IN $kinds)
  WITH n LIMIT $limit
  RETURN count(n) AS actors
}
CALL () { MATCH (d:Dyad) RETURN count(d) AS pairs }
RETURN actors, pairs
