// title: The best connected actors
// description: Actors of whom most relations are claimed, by kind if wanted.
// returns: both
// $kind: choice(any | State | Organization | Person | Alliance | Group | Place) = any -- Only of this kind.
// $limit: integer(1..200) = 25 -- Most rows.
MATCH (n:Entity) WHERE n.claimed > 0 AND ($kind = 'any' OR n.kind = $kind)
RETURN n.name AS actor, n.kind AS kind, n.claimed AS claimed_relations, n.degree AS relations,
  n.neighbours AS neighbours, n
ORDER BY n.claimed DESC, n.degree DESC, actor LIMIT $limit
