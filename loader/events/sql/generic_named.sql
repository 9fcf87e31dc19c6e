-- cells: for each key of loader/events/mapping.py the cell of the row (1 to 21), then the same for the constants

CREATE OR REPLACE TEMP TABLE reading_named AS
WITH bare AS (
    SELECT row, file, line,
        list_transform(cells[1:21], lambda cell, place: coalesce(clean(cell), clean(cells[place + 21]))) AS cells
    FROM reading_line
),
named AS (
    SELECT row, file, line, coalesce(cells[1], '') AS record, cells[2] AS subject, cells[3] AS object,
        cells[4] AS subject_kind, cells[5] AS object_kind, cells[6] AS subject_part_of, cells[7] AS object_part_of,
        coalesce(cells[8], '') AS code, cells[9] AS word, number(cells[10]) AS goldstein, cells[10] AS goldstein_given,
        coalesce(cells[11], '') AS date, cells[12] AS place, cells[13] AS place_precision, coalesce(cells[14], '') AS value,
        cells[15] AS publisher, cells[16] AS document, web(cells[17]) AS url, cells[18] AS title,
        dash_day(cells[19]) AS published, cells[19] AS published_given,
        dash_day(cells[20]) AS said_on, cells[20] AS said_given, counting(cells[21]) AS sentence, cells[21] AS sentence_given
    FROM bare
)
SELECT *, CASE
    WHEN regexp_full_match(date, '\d{4}') THEN try_cast(date || '-01-01' AS DATE)
    WHEN regexp_full_match(date, '\d{4}-\d{2}') THEN try_cast(date || '-01' AS DATE)
    ELSE dash_day(date) END AS day
FROM named;

CREATE OR REPLACE TEMP TABLE reading_actor_seen AS
SELECT subject AS name, NULL::VARCHAR AS sectors, NULL::VARCHAR AS country FROM reading_named WHERE subject IS NOT NULL
UNION
SELECT object, NULL, NULL FROM reading_named WHERE object IS NOT NULL;
