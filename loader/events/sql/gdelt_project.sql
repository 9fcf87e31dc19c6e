CREATE OR REPLACE TEMP TABLE reading_source AS
SELECT source, web(source) AS url, host(web(source)) AS host, title_of(source) AS title
FROM (SELECT DISTINCT source FROM reading_named WHERE source IS NOT NULL);

CREATE OR REPLACE TEMP TABLE reading_projected AS
SELECT line.row, line.file, line.line, record, source.name AS subject, target.name AS object,
    source.kind AS subject_kind, target.kind AS object_kind,
    source.part_of AS subject_part_of, target.part_of AS object_part_of,
    line.code, cameo.relation, line.goldstein, line.quad AS quad_class, 'GDELT' AS quad_scheme,
    day AS event_from, day AS event_to, 'day' AS date_precision,
    CASE WHEN place_type BETWEEN 1 AND 5 THEN place END AS place,
    CASE WHEN place IS NOT NULL THEN CASE WHEN place_type = 1 THEN 'country' WHEN place_type IN (3, 4) THEN 'city'
        WHEN place_type IN (2, 5) THEN 'province' END END AS place_precision,
    '' AS value,
    coalesce(origin.host, line.source, 'GDELT') AS publisher,
    coalesce(line.source, added::VARCHAR) AS document, origin.url,
    coalesce(origin.title, 'GDELT, ' || added::VARCHAR) AS title,
    added AS published, added AS said_on, NULL AS sentence,
    coalesce(
        broken(day IS NULL, 'impossible date', day_given),
        broken(added IS NULL, 'impossible date', added_given),
        broken(cameo.relation IS NULL, 'unknown code', line.code),
        broken(goldstein_given IS NOT NULL AND line.goldstein IS NULL, 'bad number', 'GoldsteinScale ' || goldstein_given),
        broken(line.quad IS NULL OR line.quad NOT BETWEEN 1 AND 4, 'bad number', 'QuadClass ' || quad_given),
        without_edge(source.name IS NULL OR target.name IS NULL, 'only one actor', coalesce(source.name, target.name))
    ) AS fault
FROM reading_named AS line
LEFT JOIN reading_cameo AS cameo ON cameo.code = line.code
LEFT JOIN reading_source AS origin ON origin.source = line.source
LEFT JOIN reading_actor AS source ON source.cells IS NOT DISTINCT FROM subject_cells
LEFT JOIN reading_actor AS target ON target.cells IS NOT DISTINCT FROM object_cells;
