// title: Who accuses an actor
// description: Everybody of whom the data says that he accuses (or does something else to) an actor, those of whom most
//   was said first.
// returns: both
// $who: entity = russia -- The accused.
// $relation: relation = ACCUSES -- What is done to him.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (b:Entity {id: $who})<-[r:$($relation)]-(a:Entity)
RETURN a.name AS accuser, b.name AS accused, toLower(r.status) AS status, r.n_claims AS claims,
  r.n_statements AS statements,
  r.n_sources AS sources, r.first AS first, r.last AS last, a, r, b
ORDER BY statements DESC, accuser LIMIT $limit
