// title: Escalation over time
// description: How many claims of conflict and of cooperation of two actors fall into each month or year, in word and
//   in deed.
// returns: table
// $one: entity = russia -- One of the two.
// $other: entity = ukraine -- The other.
// $step: choice(month | quarter | year) = month -- How time is cut.
// $since: date =  -- From this day on; empty: from the beginning.
// $until: date =  -- Up to this day; empty: to the end.
MATCH (a:Entity {id: $one}) MATCH (b:Entity {id: $other})
MATCH (a)-[r]-(b) WHERE r.edge_key IS NOT NULL AND r.n_claims > 0
MATCH (c:Claim) WHERE c.edge_key = r.edge_key AND c.day >= coalesce($since, date('0002-01-01')) AND c.day <= coalesce($until, date('9999-12-31'))
WITH date.truncate($step, c.day) AS period, type(r) AS relation, c
RETURN period, count(*) AS claims, avg(properties(c).goldstein) AS goldstein,
  count(CASE WHEN relation IN ['ACCUSES', 'CRITICIZES', 'DEMANDS_FROM', 'DENIES', 'INVESTIGATES', 'OPPOSES', 'PROTESTS_AGAINST', 'REJECTS', 'SUES', 'THREATENS', 'WARNS'] THEN 1 END) AS conflict_in_word,
  count(CASE WHEN relation IN ['ARRESTS', 'ASSAULTS', 'ATTACKS', 'BLOCKADES', 'COERCES', 'COMMITS_MASS_VIOLENCE_AGAINST', 'CUTS_AID_TO', 'EXPELS', 'FIGHTS', 'LAUNCHES_MISSILE_TOWARDS', 'MOBILIZES_AGAINST', 'OCCUPIES', 'REDUCES_RELATIONS_WITH', 'SANCTIONS', 'SHOWS_FORCE_TO'] THEN 1 END) AS conflict_in_deed,
  collect(DISTINCT relation) AS relations
ORDER BY period
