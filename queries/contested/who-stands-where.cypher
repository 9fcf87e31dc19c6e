// title: Who stands where on a relation
// description: Every statement on the claims behind one relation of two actors: who asserts, denies, keeps silent.
// returns: table
// $one: entity = north-korea -- Of whom something is claimed.
// $relation: relation = DEPLOYS_TROOPS_TO -- What he is said to do.
// $other: entity = russia -- To whom.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $one}) MATCH (b:Entity {id: $other})
MATCH (a)-[r:$($relation)]->(b)
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 500
}
MATCH (c)<-[:ON]-(s:Statement)-[:BY]->(h:Entity)
RETURN c.text AS claim, toLower(c.status) AS status, h.name AS holder, toLower(s.stance) AS stance,
  toLower(s.certainty) AS certainty,
  s.said_on AS said_on, s.paraphrase AS in_short
ORDER BY claim, stance, holder LIMIT $limit
