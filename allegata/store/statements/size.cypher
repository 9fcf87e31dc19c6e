// How large a picture of everything would be: actors of whom something is claimed, up to a limit, and pairs. How many
// entities and pairs there are is kept by the database.
CALL () {
  MATCH (n:Entity) WHERE n.claimed > 0 AND ($kinds = [] OR n.kind IN $kinds)
  WITH n LIMIT $limit
  RETURN count(n) AS actors
}
CALL () { MATCH (d:Dyad) RETURN count(d) AS pairs }
CALL () { MATCH (n:Entity) RETURN count(n) AS entities }
RETURN actors, pairs, entities
