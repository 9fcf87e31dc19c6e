// title: Accusations without an answer
// description: Accusations of an actor on whose content neither he nor anybody who speaks for him is heard, not even to
//   decline comment.
// returns: both
// $who: entity = russia -- The accused.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (b:Entity {id: $who})
WITH b, COLLECT { MATCH (b)<-[:PART_OF|REPRESENTS*0..3]-(h:Entity) RETURN DISTINCT h.id LIMIT 500 } AS side
MATCH (b)<-[r:ACCUSES]-(a:Entity)
WITH a, r, b, side ORDER BY r.n_statements DESC, a.id LIMIT 300
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 100
}
OPTIONAL MATCH (c)-[:ABOUT]->(deed:Claim)
WITH a, r, b, side, c, deed WHERE NOT EXISTS { MATCH (s:Statement)-[:ON]->(c) WHERE s.holder IN side }
  AND NOT EXISTS { MATCH (s:Statement)-[:ON]->(deed) WHERE s.holder IN side }
RETURN a.name AS accuser, c.text AS accusation, deed.text AS deed, toLower(deed.status) AS status_of_the_deed,
  c.event_from AS day, a, r, b
ORDER BY day DESC, accuser, deed LIMIT $limit
