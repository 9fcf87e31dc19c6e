-- cells: 1 Event ID, 2 Event Date, 3 Source Name, 4 Source Sectors, 5 Source Country, 6 Event Text, 7 CAMEO Code,
-- 8 Intensity, 9 Target Name, 10 Target Sectors, 11 Target Country, 12 Story ID, 13 Sentence Number, 14 Publisher,
-- 15 City, 16 District, 17 Province, 18 Country

CREATE OR REPLACE TEMP TABLE reading_named AS
WITH bare AS (
    SELECT row, file, line,
        list_transform(cells, lambda cell: CASE WHEN trim(cell) <> 'NA' THEN clean(cell) END) AS cells
    FROM reading_line
)
SELECT row, file, line, cells[1] AS record, dash_day(cells[2]) AS day, cells[2] AS day_given,
    cells[3] AS subject, cells[4] AS subject_sectors, nullif(cells[5], 'Unspecified') AS subject_country,
    coalesce(cells[7], '') AS code, number(cells[8]) AS goldstein, cells[8] AS goldstein_given,
    cells[9] AS object, cells[10] AS object_sectors, nullif(cells[11], 'Unspecified') AS object_country,
    cells[12] AS story, counting(cells[13]) AS sentence, cells[13] AS sentence_given, cells[14] AS publisher,
    cells[15] AS city, cells[16] AS district, cells[17] AS province, cells[18] AS country
FROM bare;

CREATE OR REPLACE TEMP TABLE reading_actor_seen AS
SELECT subject AS name, subject_sectors AS sectors, subject_country AS country FROM reading_named WHERE subject IS NOT NULL
UNION
SELECT object, object_sectors, object_country FROM reading_named WHERE object IS NOT NULL;
