// title: What an outlet reports
// description: Claims that came through one agency or were published by it, the newest statements first.
// returns: table
// $outlet: entity = afp -- The agency or publisher.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (o:Entity {id: $outlet})<-[:PUBLISHED_BY]-(d:Document)
WITH d ORDER BY d.published DESC, d.id LIMIT 200
MATCH (d)<-[:REPORTED_IN]-(s:Statement)
WITH d, s LIMIT $limit
MATCH (s)-[:ON]->(c:Claim) MATCH (s)-[:BY]->(h:Entity)
RETURN d.published AS published, d.title AS document, h.name AS holder, toLower(s.stance) AS stance,
  c.text AS claim, toLower(c.status) AS status
ORDER BY published DESC, claim
