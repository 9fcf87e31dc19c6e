// title: What actors have in common
// description: Organizations, alliances and treaties to which at least two of these belong, at a date.
// returns: both
// $actors: list(entity) = united-states, south-korea, japan, france -- The actors.
// $day: date = 2024-10-31 -- The day.
MATCH (a:Entity) WHERE a.id IN $actors
MATCH (a)-[r:MEMBER_OF]->(b:Entity)
WHERE (r.from IS NULL OR r.from <= $day) AND (r.to IS NULL OR r.to >= $day)
WITH b, collect(a) AS members, collect(r) AS facts WHERE size(members) > 1
RETURN b.name AS of_what, b.kind AS kind, size(members) AS how_many, [each IN members | each.name] AS who, b,
  members, facts
ORDER BY how_many DESC, of_what
