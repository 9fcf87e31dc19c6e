-- cells: see the columns in loader/events/acled.py

CREATE OR REPLACE TEMP TABLE reading_named AS
WITH bare AS (
    SELECT row, file, line, list_transform(cells, lambda cell: clean(cell)) AS cells FROM reading_line
)
SELECT row, file, line, coalesce(cells[1], '') AS record,
    coalesce(dash_day(cells[2]), try_strptime(cells[2], '%d %B %Y')::DATE) AS day, cells[2] AS day_given,
    counting(cells[3]) AS time_precision, cells[3] AS time_given, coalesce(cells[4], '') AS type, coalesce(cells[5], '') AS mode,
    {'name': cells[6], 'inter': lower(cells[7])} AS source, {'name': cells[8], 'inter': lower(cells[9])} AS target,
    cells[10] AS country, cells[11] AS admin1, cells[12] AS admin2, cells[13] AS location,
    counting(cells[14]) AS geo_precision, cells[14] AS geo_given, cells[15] AS publishers,
    counting(cells[16]) AS fatalities, cells[16] AS fatalities_given
FROM bare;

CREATE OR REPLACE TEMP TABLE reading_actor AS
WITH seen AS (SELECT source AS actor FROM reading_named UNION SELECT target FROM reading_named),
placed AS (
    SELECT actor, actor.name AS name,
        coalesce(nullif(regexp_extract(actor.name, ' of (.+) \(\d{4}-(?:\d{4})?\)', 1), ''), suffix(actor.name)) AS country
    FROM seen
)
SELECT actor, placed.name, CASE
    WHEN actor.inter IN ('1', '8', 'state forces', 'external/other forces', 'other') THEN 'Organization'
    ELSE 'Group' END AS kind,
    CASE WHEN territory.alpha2 IS NOT NULL THEN country END AS part_of
FROM placed LEFT JOIN reading_territory AS territory ON territory.name = fold(country);
