CREATE OR REPLACE TEMP TABLE reading_sound AS
SELECT line.*, subject.name AS subject, object.name AS object, subject.kind AS subject_kind, object.kind AS object_kind,
    subject.part_of AS subject_part_of, object.part_of AS object_part_of,
    CASE WHEN precise.type IS NOT NULL THEN precise.relation ELSE general.relation END AS relation,
    coalesce(
        broken(day IS NULL, 'impossible date', day_given),
        broken(general.type IS NULL, 'unknown code', line.type),
        broken(time_precision IS NULL OR time_precision NOT BETWEEN 1 AND 3, 'bad number', 'time_precision ' || time_given),
        broken(geo_precision IS NULL OR geo_precision NOT BETWEEN 1 AND 3, 'bad number', 'geo_precision ' || geo_given),
        broken(fatalities_given IS NOT NULL AND fatalities IS NULL, 'bad number', 'fatalities ' || fatalities_given),
        without_edge(subject.name IS NULL OR object.name IS NULL, 'only one actor', coalesce(subject.name, object.name)),
        without_edge(CASE WHEN precise.type IS NOT NULL THEN precise.relation ELSE general.relation END IS NULL,
            'no relation between actors', concat_ws(': ', line.type, nullif(line.mode, '')))
    ) AS fault,
    CASE WHEN fault IS NULL THEN list_filter(list_distinct(list_transform(string_split(coalesce(publishers, 'ACLED'), ';'),
        lambda name: trim(name))), lambda name: name <> '') ELSE [''] END AS each_publisher
FROM reading_named AS line
LEFT JOIN reading_type AS general ON general.scheme = 'acled' AND general.type = line.type AND general.mode = ''
LEFT JOIN reading_type AS precise ON precise.scheme = 'acled' AND precise.type = line.type AND precise.mode = line.mode
LEFT JOIN reading_actor AS subject ON subject.actor = line.source
LEFT JOIN reading_actor AS object ON object.actor = line.target;

CREATE OR REPLACE TEMP TABLE reading_projected AS
WITH said AS (
    SELECT *, unnest(CASE WHEN each_publisher = [] THEN ['ACLED'] ELSE each_publisher END) AS publisher FROM reading_sound
)
SELECT row, file, line, record, subject, object, subject_kind, object_kind, subject_part_of, object_part_of,
    '' AS code, relation, NULL::DOUBLE AS goldstein, NULL::INTEGER AS quad_class, '' AS quad_scheme,
    CASE time_precision WHEN 2 THEN date_trunc('week', day)::DATE WHEN 3 THEN date_trunc('month', day)::DATE ELSE day END
        AS event_from,
    CASE time_precision WHEN 2 THEN date_trunc('week', day)::DATE + 6 WHEN 3 THEN last_day(day) ELSE day END AS event_to,
    CASE time_precision WHEN 2 THEN 'week' WHEN 3 THEN 'month' ELSE 'day' END AS date_precision,
    nullif(concat_ws(', ', CASE geo_precision WHEN 1 THEN location WHEN 2 THEN coalesce(admin2, admin1, location)
        ELSE coalesce(admin1, location) END, country), '') AS place,
    CASE WHEN place IS NULL THEN NULL WHEN geo_precision = 1 AND location IS NOT NULL THEN 'city'
        WHEN geo_precision = 2 AND admin2 IS NOT NULL THEN 'district'
        WHEN coalesce(admin1, location) IS NOT NULL THEN 'province' ELSE 'country' END AS place_precision,
    CASE WHEN fatalities > 1 THEN fatalities || ' fatalities' WHEN fatalities = 1 THEN '1 fatality' ELSE '' END AS value,
    publisher, day::VARCHAR AS document, NULL AS url, concat_ws(', ', publisher, day::VARCHAR) AS title,
    day AS published, NULL::DATE AS said_on, NULL::INTEGER AS sentence, fault
FROM said;
