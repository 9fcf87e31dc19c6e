// title: Evidence behind one relation
// description: Every statement behind a relation of two actors with its place in a document: paragraph, characters,
//   link.
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
MATCH (c)<-[:ON]-(s:Statement)-[at:REPORTED_IN]->(d:Document)-[:PUBLISHED_BY]->(p:Entity)
MATCH (s)-[:BY]->(h:Entity)
RETURN c.text AS claim, h.name AS holder, toLower(s.stance) AS stance, p.name AS publisher, d.title AS document,
  d.published AS published,
  at.paragraph AS paragraph, at.start AS from_character, at.end AS to_character, d.url AS url
ORDER BY claim, document, from_character LIMIT $limit
