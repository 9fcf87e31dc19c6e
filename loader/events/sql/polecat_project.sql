CREATE OR REPLACE TEMP TABLE reading_projected AS
SELECT line.row, line.file, line.line, record, subject.name AS subject, object.name AS object,
    subject.kind AS subject_kind, object.kind AS object_kind,
    subject.part_of AS subject_part_of, object.part_of AS object_part_of,
    '' AS code, coalesce(precise.relation, plover.relation) AS relation, line.goldstein,
    CASE WHEN quad_given IN ('1', 'verbal cooperation') THEN 1 WHEN quad_given IN ('2', 'material cooperation') THEN 2
        WHEN quad_given IN ('3', 'verbal conflict') THEN 3 WHEN quad_given IN ('4', 'material conflict') THEN 4
        ELSE plover.quad END AS quad_class, 'PLOVER' AS quad_scheme,
    day AS event_from, day AS event_to, 'day' AS date_precision,
    coalesce(nullif(concat_ws(', ', coalesce(city, district, province), line.country), ''), placename) AS place,
    CASE WHEN city IS NOT NULL THEN 'city' WHEN district IS NOT NULL THEN 'district'
        WHEN province IS NOT NULL THEN 'province' WHEN line.country IS NOT NULL THEN 'country' END AS place_precision,
    '' AS value, coalesce(publisher, 'POLECAT') AS publisher,
    coalesce(published, day)::VARCHAR AS document, NULL AS url,
    concat_ws(', ', coalesce(publisher, 'POLECAT'), coalesce(published, day)::VARCHAR) AS title,
    coalesce(published, day) AS published, coalesce(published, day) AS said_on, NULL AS sentence,
    coalesce(
        broken(day IS NULL, 'impossible date', day_given),
        broken(published_given IS NOT NULL AND published IS NULL, 'impossible date', published_given),
        broken(plover.relation IS NULL, 'unknown code', line.type),
        broken(goldstein_given IS NOT NULL AND line.goldstein IS NULL, 'bad number', 'Intensity ' || goldstein_given),
        without_edge(subject.name IS NULL OR object.name IS NULL, 'only one actor', coalesce(subject.name, object.name))
    ) AS fault
FROM reading_named AS line
LEFT JOIN reading_type AS plover ON plover.scheme = 'plover' AND plover.type = line.type AND plover.mode = ''
LEFT JOIN reading_type AS precise ON precise.scheme = 'plover' AND precise.type = line.type AND precise.mode = line.mode
LEFT JOIN reading_actor AS subject ON subject.actor = line.source
LEFT JOIN reading_actor AS object ON object.actor = line.target;
