CREATE OR REPLACE TEMP TABLE reading_projected AS
SELECT line.row, line.file, line.line, coalesce(record, '') AS record, subject, object,
    source.kind AS subject_kind, target.kind AS object_kind,
    source.part_of AS subject_part_of, target.part_of AS object_part_of,
    line.code, cameo.relation, coalesce(line.goldstein, cameo.goldstein) AS goldstein,
    cameo.quad AS quad_class, 'GDELT' AS quad_scheme,
    day AS event_from, day AS event_to, 'day' AS date_precision,
    nullif(concat_ws(', ', coalesce(city, district, province), line.country), '') AS place,
    CASE WHEN city IS NOT NULL THEN 'city' WHEN district IS NOT NULL THEN 'district'
        WHEN province IS NOT NULL THEN 'province' WHEN line.country IS NOT NULL THEN 'country' END AS place_precision,
    '' AS value,
    coalesce(publisher, 'ICEWS') AS publisher,
    coalesce(story, day::VARCHAR) AS document, NULL AS url,
    coalesce('Story ' || story, concat_ws(', ', coalesce(publisher, 'ICEWS'), day::VARCHAR)) AS title,
    day AS published, day AS said_on, sentence,
    coalesce(
        broken(day IS NULL, 'impossible date', day_given),
        broken(cameo.relation IS NULL, 'unknown code', line.code),
        broken(goldstein_given IS NOT NULL AND line.goldstein IS NULL, 'bad number', 'Intensity ' || goldstein_given),
        broken(sentence_given IS NOT NULL AND sentence IS NULL, 'bad number', 'Sentence Number ' || sentence_given),
        without_edge(subject IS NULL OR object IS NULL, 'only one actor', coalesce(subject, object))
    ) AS fault
FROM reading_named AS line
LEFT JOIN reading_cameo AS cameo ON cameo.code = line.code
LEFT JOIN reading_actor AS source ON source.name = subject
    AND source.sectors IS NOT DISTINCT FROM subject_sectors AND source.country IS NOT DISTINCT FROM subject_country
LEFT JOIN reading_actor AS target ON target.name = object
    AND target.sectors IS NOT DISTINCT FROM object_sectors AND target.country IS NOT DISTINCT FROM object_country;
