// title: All values of a relation
// description: Every value (number, name, kind) that the claims behind relations of one type hold, for one actor.
// returns: table
// $who: entity = russia -- Of whom it is claimed, or to whom it is done.
// $relation: relation = SUPPLIES -- The relation.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:$($relation)]-(b:Entity)
WITH r ORDER BY r.n_claims DESC, r.edge_key LIMIT 100
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 500
}
WITH r, c WHERE c.value IS NOT NULL
RETURN startNode(r).name AS who_acts, type(r) AS relation, endNode(r).name AS to_whom, c.value AS value,
  count(*) AS claims,
  collect(DISTINCT toLower(c.status)) AS status
ORDER BY claims DESC, value LIMIT $limit
