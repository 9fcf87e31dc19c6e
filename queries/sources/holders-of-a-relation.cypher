// title: On whose word does it stand
// description: Holders of the claims behind a relation of two actors: whom each speaks for, and from which source we
//   know.
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
OPTIONAL MATCH (source:Entity {id: s.source})
RETURN h.name AS holder, h.kind AS kind, toLower(s.stance) AS stance, count(DISTINCT c) AS claims,
  count(s) AS statements,
  collect(DISTINCT source.name)[0..5] AS sources, [(h)-[:REPRESENTS|
    PART_OF]->(state:Entity) | state.name] AS speaks_for
ORDER BY statements DESC, holder LIMIT $limit
