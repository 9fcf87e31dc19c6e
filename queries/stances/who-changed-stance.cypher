// title: Who changed his stance
// description: Holders who spoke more than once on one claim about two actors, versions of it with another figure
//   included: what they said first and what last, and whether their stance or certainty differs.
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
MATCH (c)-[:VARIES_FROM*0..4]->(base:Claim) WHERE NOT EXISTS { (base)-[:VARIES_FROM]->() }
MATCH (c)<-[:ON]-(s:Statement)-[:BY]->(h:Entity) MATCH (s)-[:REPORTED_IN]->(d:Document)
WITH r, base, c, coalesce(s.root, h.id) AS side, s, coalesce(s.said_on, d.published) AS day ORDER BY day, s.id
WITH r, base, side,
  collect({stance: toLower(s.stance), certainty: toLower(s.certainty), day: day, value: c.value}) AS said
WHERE size(said) > 1
WITH r, base, side, said, said[0] AS first, said[-1] AS last,
  any(each IN said WHERE each.stance <> said[0].stance OR each.certainty <> said[0].certainty) AS changed
WHERE $only = 'all' OR changed
MATCH (who:Entity {id: side})
RETURN who.name AS side, type(r) AS relation, base.text AS claim, size(said) AS statements, changed,
  first.day AS first_day, first.stance AS first_stance, first.certainty AS first_certainty, first.value AS first_value,
  last.day AS last_day, last.stance AS last_stance, last.certainty AS last_certainty, last.value AS last_value
ORDER BY changed DESC, statements DESC, side, claim LIMIT $limit
