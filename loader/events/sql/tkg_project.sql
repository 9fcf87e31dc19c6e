CREATE OR REPLACE TEMP TABLE reading_said AS
SELECT DISTINCT ON (said.given) said.given, cameo.code, cameo.relation, cameo.goldstein, cameo.quad
FROM (SELECT DISTINCT relation_given AS given FROM reading_named) AS said
JOIN reading_cameo AS cameo ON cameo.code = said.given OR cameo.text = lower(said.given)
ORDER BY said.given, cameo.code;

CREATE OR REPLACE TEMP TABLE reading_projected AS
SELECT line.row, line.file, line.line, '' AS record, subject, object,
    source.kind AS subject_kind, target.kind AS object_kind,
    source.part_of AS subject_part_of, target.part_of AS object_part_of,
    said.code, said.relation, said.goldstein, said.quad AS quad_class, 'GDELT' AS quad_scheme,
    day AS event_from, day AS event_to, 'day' AS date_precision,
    NULL AS place, NULL AS place_precision, '' AS value,
    'ICEWS' AS publisher, day::VARCHAR AS document, NULL AS url, 'ICEWS, ' || day::VARCHAR AS title,
    day AS published, NULL AS said_on, NULL AS sentence,
    coalesce(
        broken(day IS NULL, 'impossible date', day_given),
        broken(said.code IS NULL, 'unknown code', relation_given),
        without_edge(subject IS NULL OR object IS NULL, 'only one actor', coalesce(subject, object))
    ) AS fault
FROM reading_named AS line
LEFT JOIN reading_said AS said ON said.given = relation_given
LEFT JOIN reading_actor AS source ON source.name = subject
LEFT JOIN reading_actor AS target ON target.name = object;
