// title: Alliances and memberships at a date
// description: What an actor was a member of, or had a treaty by, on a day.
// returns: both
// $who: entity = north-korea -- The actor.
// $day: date = 2024-10-31 -- The day.
// $relation: choice(MEMBER_OF | PART_OF | REPRESENTS) = MEMBER_OF -- Which standing fact.
MATCH (a:Entity {id: $who})-[r:$($relation)]->(b:Entity)
WHERE (r.from IS NULL OR r.from <= $day) AND (r.to IS NULL OR r.to >= $day)
RETURN b.name AS of_what, b.kind AS kind, r.role AS role, r.from AS since, r.to AS until, r.source AS source, a, r, b
ORDER BY since, of_what
