// The edges between pairs of actors that a question allows, with the days on which something happened.
UNWIND $pairs AS pair
MATCH (a:Entity {id: pair[0]}), (b:Entity {id: pair[1]})
MATCH (a){PATTERN}(b)
RETURN pair, startNode(r).id AS source, endNode(r).id AS target, type(r) AS relation, r {DRAWN} AS edge, {DAYS} AS days
