// title: The friend of my enemy
// description: Whom an actor is in conflict with, and who stands by those: the third sides of his quarrels.
// returns: both
// $who: entity = ukraine -- The actor.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (a:Entity {id: $who})-[r:ARRESTS|ASSAULTS|ATTACKS|BLOCKADES|COERCES|COMMITS_MASS_VIOLENCE_AGAINST|CUTS_AID_TO|
  EXPELS|FIGHTS|LAUNCHES_MISSILE_TOWARDS|MOBILIZES_AGAINST|OCCUPIES|REDUCES_RELATIONS_WITH|SANCTIONS|SHOWS_FORCE_TO|
  ACCUSES|OPPOSES|THREATENS]-(e:Entity)
WITH a, r, e ORDER BY r.n_statements DESC, e.id LIMIT 30
CALL (e) {
  MATCH (e)-[s:AIDS|ALLIED_WITH|COOPERATES_MILITARILY_WITH|COOPERATES_WITH|DEPLOYS_TROOPS_TO|PROTECTS|
    SHARES_INTELLIGENCE_WITH|SIGNS_WITH|SUPPLIES|SUPPORTS]-(friend:Entity)
  RETURN s, friend ORDER BY s.n_statements DESC, friend.id LIMIT 50
}
WITH a, r, e, s, friend WHERE friend <> a
RETURN e.name AS enemy, type(r) AS quarrel, friend.name AS friend_of_the_enemy, type(s) AS tie,
  toLower(s.status) AS status,
  r.n_statements + s.n_statements AS statements, a, r, e, s, friend
ORDER BY statements DESC, enemy, friend_of_the_enemy LIMIT $limit
