-- cells: 1 GLOBALEVENTID, 3 MentionTimeDate, 5 MentionSourceName, 6 MentionIdentifier, 7 SentenceID

-- the events are all there by now; looked up once, however many batches of mentions follow
CREATE TEMP TABLE IF NOT EXISTS reading_known AS SELECT DISTINCT ON (record) * FROM event ORDER BY record, row;

CREATE OR REPLACE TEMP TABLE reading_named AS
    SELECT row, file, line, coalesce(clean(cells[1]), '') AS record,
        CASE WHEN regexp_full_match(trim(cells[3]), '\d{14}') THEN solid_day(left(trim(cells[3]), 8)) END AS day,
        cells[3] AS day_given, clean(cells[5]) AS publisher, clean(cells[6]) AS source,
        counting(cells[7]) AS sentence, cells[7] AS sentence_given
    FROM reading_line;

CREATE OR REPLACE TEMP TABLE reading_source AS
SELECT source, web(source) AS url, host(web(source)) AS host, title_of(source) AS title
FROM (SELECT DISTINCT source FROM reading_named WHERE source IS NOT NULL);

CREATE OR REPLACE TEMP TABLE reading_projected AS
SELECT mention.row, mention.file, mention.line, mention.record, known.subject, known.object,
    known.subject_kind, known.object_kind, known.subject_part_of, known.object_part_of,
    known.code, known.relation, known.goldstein, known.quad_class, 'GDELT' AS quad_scheme,
    known.event_from, known.event_to, known.date_precision, known.place, known.place_precision, '' AS value,
    coalesce(regexp_replace(lower(mention.publisher), '^www\.', ''), origin.host, 'GDELT') AS publisher,
    coalesce(mention.source, day::VARCHAR) AS document, origin.url,
    coalesce(origin.title, 'GDELT, ' || day::VARCHAR) AS title,
    day AS published, day AS said_on, mention.sentence,
    coalesce(
        broken(day IS NULL, 'impossible date', day_given),
        broken(mention.sentence IS NULL, 'bad number', 'SentenceID ' || sentence_given),
        without_edge(known.record IS NULL, 'mention of an event that is not among the files', mention.record)
    ) AS fault
FROM reading_named AS mention
LEFT JOIN reading_source AS origin ON origin.source = mention.source
LEFT JOIN reading_known AS known ON known.record = mention.record;
