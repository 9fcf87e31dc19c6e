// title: Members of an alliance at a date
// description: Who belonged to an organization, an alliance or a treaty on a day, and since when.
// returns: both
// $what: entity = nato -- The alliance or organization.
// $day: date = 2024-10-31 -- The day.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (b:Entity {id: $what})<-[r:MEMBER_OF]-(a:Entity)
WHERE (r.from IS NULL OR r.from <= $day) AND (r.to IS NULL OR r.to >= $day)
RETURN a.name AS member, r.from AS since, r.to AS until, r.role AS role, a, r, b
ORDER BY since, member LIMIT $limit
