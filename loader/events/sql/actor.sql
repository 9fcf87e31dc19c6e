-- Every distinct actor of reading_actor_seen (name, sectors, country; NULL where unknown), with kind and state.
-- The rule is told in loader/events/icews.py.

CREATE OR REPLACE TEMP TABLE reading_actor AS
WITH placed AS (
    SELECT seen.name, seen.sectors, seen.country, bloc.kind AS bloc,
        suffix(seen.name) AS ending,
        own.alpha2 AS own, home.alpha2 AS home, ending.alpha2 AS ended
    FROM reading_actor_seen AS seen
    LEFT JOIN reading_territory AS own ON own.name = fold(seen.name)
    LEFT JOIN reading_territory AS home ON home.name = fold(seen.country)
    LEFT JOIN reading_territory AS ending ON ending.name = fold(suffix(seen.name))
    LEFT JOIN reading_bloc AS bloc ON bloc.name = fold(seen.name)
),
state AS (
    SELECT *, own IS NOT NULL AND (home IS NULL OR home = own) AS is_state,
        regexp_matches(sectors, '\b(Insurgents|Rebel|Separatists|Organized Violent|Criminals / Gangs|Unidentified Forces|Protestors|Refugees|General Population|Radicals)') AS crowd,
        regexp_matches(sectors, '\b(Elite|Executive|Executive Office|Cabinet|Lower House|Upper House)\b') AS office,
        regexp_matches(sectors, '\b(Government|Executive|Military|Police|Judicial|Legislative|Parties|Business|Multinational Corporation|Media|News|Education|Legal|Medical|Nongovernmental|Ministry|NGOs|IGOs|State Owned|State-Owned)') AS body
    FROM placed
),
worded AS MATERIALIZED ( -- each of these expressions is worth being evaluated once only
    SELECT *, of_organization(name) AS body_word,
        of_group(name) AND NOT (body_word AND ending IS NULL) AS people_word, of_role(name) AS role_word,
        shaped_as_person(name) AS shape, shape AND NOT body_word AND NOT people_word AS personal
    FROM state
)
SELECT name, sectors, country, CASE
    WHEN is_state THEN 'State'
    WHEN bloc IS NOT NULL THEN bloc
    WHEN sectors LIKE '%International Government Organization%' AND (country IS NULL OR NOT personal) THEN 'Organization'
    WHEN sectors IS NULL THEN kind_by_words(body_word, people_word, shape, role_word)
    WHEN crowd AND NOT (personal AND (office OR body)) THEN 'Group'
    WHEN ending IS NULL AND personal THEN 'Person'
    WHEN body THEN 'Organization'
    ELSE 'Group' END AS kind,
    CASE
    WHEN is_state THEN NULL
    WHEN ended IS NOT NULL AND (home IS NULL OR ended = home) THEN ending
    WHEN country IS NOT NULL THEN coalesce(spelling.called, country) END AS part_of
FROM worded LEFT JOIN reading_spelling AS spelling ON spelling.alpha2 = home;
