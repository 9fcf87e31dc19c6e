// title: Escalation over time
// description: How many claims of conflict and of cooperation of two actors begin in each month, quarter or year, in
//   word and in deed.
// returns: table
// $one: entity = russia -- One of the two.
// $other: entity = ukraine -- The other.
// $step: choice(month | quarter | year) = month -- How time is cut.
// $since: date = -- From this day on; empty: from the beginning.
// $until: date = -- Up to this day; empty: to the end.
MATCH (a:Entity {id: $one}) MATCH (b:Entity {id: $other})
MATCH (a)-[r]-(b) WHERE r.happened IS NOT NULL
WITH type(r) AS relation, r.happened AS happened
// Three numbers for each span of time: its first day, its last day, how many claims.
UNWIND range(0, size(happened) - 1, 3) AS at
WITH relation, date('1970-01-01') + duration({days: happened[at]}) AS day, happened[at + 2] AS number
WHERE ($since IS NULL OR day >= $since) AND ($until IS NULL OR day <= $until)
RETURN date.truncate($step, day) AS period, sum(number) AS claims,
  sum(CASE WHEN relation IN ['ACCUSES', 'CRITICIZES', 'DEMANDS_FROM', 'DENIES', 'INVESTIGATES', 'OPPOSES',
    'PROTESTS_AGAINST', 'REJECTS', 'SUES', 'THREATENS', 'WARNS'] THEN number ELSE 0 END) AS conflict_in_word,
  sum(CASE WHEN relation IN ['ARRESTS', 'ASSAULTS', 'ATTACKS', 'BLOCKADES', 'COERCES',
    'COMMITS_MASS_VIOLENCE_AGAINST', 'CUTS_AID_TO', 'EXPELS', 'FIGHTS', 'LAUNCHES_MISSILE_TOWARDS',
    'MOBILIZES_AGAINST', 'OCCUPIES', 'REDUCES_RELATIONS_WITH', 'SANCTIONS', 'SHOWS_FORCE_TO'] THEN number ELSE 0
    END) AS conflict_in_deed,
  sum(CASE WHEN relation IN ['AIDS', 'ALLIED_WITH', 'COOPERATES_MILITARILY_WITH', 'COOPERATES_WITH',
    'DEPLOYS_TROOPS_TO', 'PROTECTS', 'SHARES_INTELLIGENCE_WITH', 'SIGNS_WITH', 'SUPPLIES', 'SUPPORTS'] THEN number
    ELSE 0 END) AS cooperation_in_deed,
  collect(DISTINCT relation) AS relations
ORDER BY period
