// title: Camps on a contested relation
// description: Who holds and who denies what is claimed of two actors, each counted with those he speaks for.
// returns: table
// $one: entity = north-korea -- Of whom something is claimed.
// $other: entity = russia -- To whom.
MATCH (a:Entity {id: $one}) MATCH (b:Entity {id: $other})
MATCH (a)-[r]->(b) WHERE r.n_contested > 0
UNWIND [[each IN coalesce(r.held_by, []) | ['holds', each]], [each IN coalesce(r.denied_by, []) | ['denies', each]]]
  AS camp
UNWIND camp AS one
MATCH (h:Entity {id: one[1]})
RETURN type(r) AS relation, one[0] AS camp, h.name AS actor, h.kind AS kind,
  [(h)-[:REPRESENTS|PART_OF]->(state:Entity) | state.name] AS speaks_for
ORDER BY relation, camp DESC, actor
