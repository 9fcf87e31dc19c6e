// title: In word and in deed
// description: Each relation of conflict between two actors, both ways: what is said, and what is done.
// returns: table
// $one: entity = russia -- One of the two.
// $other: entity = ukraine -- The other.
MATCH (a:Entity {id: $one}) MATCH (b:Entity {id: $other})
MATCH (a)-[r:ACCUSES|CRITICIZES|DEMANDS_FROM|DENIES|INVESTIGATES|OPPOSES|PROTESTS_AGAINST|REJECTS|SUES|THREATENS|
  WARNS|ARRESTS|ASSAULTS|ATTACKS|BLOCKADES|COERCES|COMMITS_MASS_VIOLENCE_AGAINST|CUTS_AID_TO|EXPELS|FIGHTS|
  LAUNCHES_MISSILE_TOWARDS|MOBILIZES_AGAINST|OCCUPIES|REDUCES_RELATIONS_WITH|SANCTIONS|SHOWS_FORCE_TO]-(b)
RETURN startNode(r).name AS who, type(r) AS relation, endNode(r).name AS to_whom, r.n_claims AS claims,
  r.n_statements AS statements, toLower(r.status) AS status, r.first AS first, r.last AS last
ORDER BY claims DESC, relation
