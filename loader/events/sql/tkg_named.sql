-- cells: 1 subject, 2 relation (a text of ICEWS, or a CAMEO code), 3 object, 4 date

CREATE OR REPLACE TEMP TABLE reading_named AS
SELECT row, file, line, clean(cells[1]) AS subject, coalesce(clean(cells[2]), '') AS relation_given,
    clean(cells[3]) AS object, dash_day(cells[4]) AS day, cells[4] AS day_given
FROM reading_line;

CREATE OR REPLACE TEMP TABLE reading_actor_seen AS
SELECT subject AS name, NULL::VARCHAR AS sectors, NULL::VARCHAR AS country FROM reading_named WHERE subject IS NOT NULL
UNION
SELECT object, NULL, NULL FROM reading_named WHERE object IS NOT NULL;
