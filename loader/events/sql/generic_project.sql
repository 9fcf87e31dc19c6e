CREATE OR REPLACE TEMP TABLE reading_projected AS
SELECT line.row, line.file, line.line, line.record, subject, object,
    coalesce(subject_kind, source.kind) AS subject_kind, coalesce(object_kind, target.kind) AS object_kind,
    nullif(coalesce(subject_part_of, source.part_of), subject) AS subject_part_of,
    nullif(coalesce(object_part_of, target.part_of), object) AS object_part_of,
    line.code, coalesce(said.relation, cameo.relation) AS relation, coalesce(line.goldstein, cameo.goldstein) AS goldstein,
    cameo.quad AS quad_class, CASE WHEN cameo.quad IS NULL THEN '' ELSE 'GDELT' END AS quad_scheme,
    day AS event_from,
    CASE length(date) WHEN 4 THEN day + INTERVAL 1 YEAR - INTERVAL 1 DAY WHEN 7 THEN last_day(day) ELSE day END::DATE
        AS event_to,
    CASE length(date) WHEN 4 THEN 'year' WHEN 7 THEN 'month' ELSE 'day' END AS date_precision,
    place, CASE WHEN place IS NOT NULL THEN lower(place_precision) END AS place_precision, value,
    coalesce(publisher, host(url), line.file) AS publisher,
    coalesce(document, url, date) AS document, url,
    coalesce(title, title_of(url), concat_ws(', ', coalesce(publisher, line.file), coalesce(document, date))) AS title,
    coalesce(published, said_on, event_to) AS published, said_on, sentence,
    coalesce(
        broken(day IS NULL, 'impossible date', date),
        broken(published_given IS NOT NULL AND published IS NULL, 'impossible date', published_given),
        broken(said_given IS NOT NULL AND said_on IS NULL, 'impossible date', said_given),
        broken(line.code <> '' AND cameo.relation IS NULL, 'unknown code', line.code),
        broken(line.word IS NOT NULL AND said.relation IS NULL, 'unknown code', line.word),
        broken(line.code = '' AND line.word IS NULL, 'unknown code', ''),
        broken(subject_kind NOT IN ('State', 'Organization', 'Person', 'Alliance', 'Group', 'Place'), 'unknown kind', subject_kind),
        broken(object_kind NOT IN ('State', 'Organization', 'Person', 'Alliance', 'Group', 'Place'), 'unknown kind', object_kind),
        broken(lower(place_precision) NOT IN ('city', 'district', 'province', 'country'), 'unknown precision', place_precision),
        broken(goldstein_given IS NOT NULL AND line.goldstein IS NULL, 'bad number', goldstein_given),
        broken(sentence_given IS NOT NULL AND sentence IS NULL, 'bad number', sentence_given),
        without_edge(subject IS NULL OR object IS NULL, 'only one actor', coalesce(subject, object))
    ) AS fault
FROM reading_named AS line
LEFT JOIN reading_cameo AS cameo ON cameo.code = line.code
LEFT JOIN reading_word AS said ON said.word = lower(line.word)
LEFT JOIN reading_actor AS source ON source.name = subject
LEFT JOIN reading_actor AS target ON target.name = object;
