// The edges between pairs of actors that a question allows, with these actors and the days on which something happened.
UNWIND $pairs AS pair
MATCH (a:Entity {id: pair[0]}), (b:Entity {id: pair[1]})
MATCH (a){PATTERN}(b)
RETURN pair, a {.id, .name, .kind, .degree} AS one, b {.id, .name, .kind, .degree} AS other,
  startNode(r).id AS source, endNode(r).id AS target, type(r) AS relation, r {DRAWN} AS edge, {DAYS} AS days
