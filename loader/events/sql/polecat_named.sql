-- cells: see the columns in loader/events/polecat.py

CREATE OR REPLACE TEMP TABLE reading_named AS
WITH bare AS (
    SELECT row, file, line, list_transform(cells, lambda cell:
        CASE WHEN lower(trim(cell)) NOT IN ('na', 'none', 'unspecified') THEN clean(cell) END) AS cells
    FROM reading_line
)
SELECT row, file, line, coalesce(cells[1], '') AS record, dash_day(left(cells[2], 10)) AS day, cells[2] AS day_given,
    upper(coalesce(cells[3], '')) AS type, replace(lower(coalesce(cells[4], '')), ' ', '-') AS mode,
    number(cells[5]) AS goldstein, cells[5] AS goldstein_given, lower(cells[6]) AS quad_given,
    {'name': cells[7], 'country': cells[8], 'sector': upper(cells[9]), 'title': cells[10]} AS source,
    {'name': cells[11], 'country': cells[12], 'sector': upper(cells[13]), 'title': cells[14]} AS target,
    cells[15] AS placename, cells[16] AS city, cells[17] AS district, cells[18] AS province, cells[19] AS country,
    cells[20] AS publisher, dash_day(left(cells[21], 10)) AS published, cells[21] AS published_given
FROM bare;

CREATE OR REPLACE TEMP TABLE reading_actor AS
WITH seen AS (SELECT source AS actor FROM reading_named UNION SELECT target FROM reading_named),
placed AS (
    SELECT actor, actor.name AS name, own.alpha2 AS own, home.alpha2 AS home, bloc.kind AS bloc, sector.kind AS sector_kind,
        coalesce(country.name, actor.country) AS country
    FROM seen
    LEFT JOIN reading_country AS country ON country.code = actor.country
    LEFT JOIN reading_sector AS sector ON sector.code = left(actor.sector, 3)
    LEFT JOIN reading_territory AS own ON own.name = fold(actor.name)
    LEFT JOIN reading_territory AS home ON home.name = fold(coalesce(country.name, actor.country))
    LEFT JOIN reading_bloc AS bloc ON bloc.name = fold(actor.name)
),
worded AS MATERIALIZED (
    SELECT *, of_organization(name) AS body_word,
        of_group(name) AND NOT (body_word AND suffix(name) IS NULL) AS people_word, of_role(name) AS role_word,
        shaped_as_person(name) AS shape, shape AND NOT body_word AND NOT people_word AS personal
    FROM placed
)
SELECT actor, name, CASE
    WHEN own IS NOT NULL AND (home IS NULL OR home = own) THEN 'State'
    WHEN bloc IS NOT NULL THEN bloc
    WHEN personal AND (sector_kind = 'Organization' OR actor.title IS NOT NULL) THEN 'Person'
    WHEN sector_kind IS NOT NULL THEN sector_kind
    ELSE kind_by_words(body_word, people_word, shape, role_word) END AS kind,
    CASE WHEN kind <> 'State' THEN country END AS part_of
FROM worded;

-- bodies and groups of one name are as many as the states they belong to
UPDATE reading_actor SET name = name || ' (' || part_of || ')'
WHERE kind IN ('Organization', 'Group') AND part_of IS NOT NULL AND suffix(name) IS NULL
    AND fold(name) NOT IN (SELECT name FROM reading_bloc) AND NOT contains(fold(name), fold(part_of));
