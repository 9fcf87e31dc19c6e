// title: Who changed his stance
// description: Holders who spoke more than once on what is claimed of two actors: what they said first and what last,
//   and whether that differs.
// returns: table
// $one: entity = north-korea -- Of whom something is claimed.
// $other: entity = russia -- To whom.
// $only: choice(all | changed) = all -- Only those whose stance or certainty changed.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $one}) MATCH (b:Entity {id: $other})
MATCH (a)-[r]->(b) WHERE r.edge_key IS NOT NULL AND r.n_statements > 1
WITH r ORDER BY r.n_statements DESC LIMIT 50
CALL (r) {
  MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day IS NOT NULL
  RETURN c ORDER BY c.edge_key DESC, c.day DESC LIMIT 200
}
MATCH (c)<-[:ON]-(s:Statement)-[:BY]->(h:Entity) MATCH (s)-[:REPORTED_IN]->(d:Document)
WITH r, coalesce(s.root, h.id) AS side, s, coalesce(s.said_on, d.published) AS day ORDER BY day, s.id
WITH r, side, collect({stance: toLower(s.stance), certainty: toLower(s.certainty), day: day}) AS said WHERE
  size(said) > 1
WITH r, side, said, said[0] AS first, said[-1] AS last,
  any(each IN said WHERE each.stance <> said[0].stance OR each.certainty <> said[0].certainty) AS changed
WHERE $only = 'all' OR changed
MATCH (who:Entity {id: side})
RETURN who.name AS side, type(r) AS relation, size(said) AS statements, changed,
  first.day AS first_day, first.stance AS first_stance, first.certainty AS first_certainty,
  last.day AS last_day, last.stance AS last_stance, last.certainty AS last_certainty
ORDER BY changed DESC, statements DESC, side LIMIT $limit
