-- cells: 1 GLOBALEVENTID, 2 SQLDATE; of each actor (from 6, from 16): Code, Name, CountryCode, KnownGroupCode,
-- EthnicCode, Religion1Code, Religion2Code, Type1Code, Type2Code, Type3Code; 27 EventCode, 30 QuadClass,
-- 31 GoldsteinScale; 52 ActionGeo_Type, 53 ActionGeo_FullName; 60 DATEADDED, 61 SOURCEURL

CREATE OR REPLACE TEMP TABLE reading_named AS
SELECT row, file, line, coalesce(clean(cells[1]), '') AS record, solid_day(cells[2]) AS day, cells[2] AS day_given,
    list_transform(cells[6:15], lambda cell: clean(cell)) AS subject_cells,
    list_transform(cells[16:25], lambda cell: clean(cell)) AS object_cells,
    coalesce(clean(cells[27]), '') AS code, counting(cells[30]) AS quad, cells[30] AS quad_given,
    number(cells[31]) AS goldstein, clean(cells[31]) AS goldstein_given,
    counting(cells[52]) AS place_type, clean(cells[53]) AS place,
    CASE WHEN regexp_full_match(trim(cells[60]), '\d{8}(\d{6})?') THEN solid_day(left(trim(cells[60]), 8)) END AS added,
    cells[60] AS added_given, clean(cells[61]) AS source
FROM reading_line;

CREATE OR REPLACE TEMP TABLE reading_actor AS
WITH seen AS (
    SELECT subject_cells AS cells FROM reading_named UNION SELECT object_cells FROM reading_named
),
coded AS (
    SELECT cells, cells[1] AS code, cells[2] AS name, cells[3] AS country_code, cells[4] AS union_code, cells[8] AS type,
        country.name AS country, region.name AS region, sector.label, sector.kind AS sector_kind,
        bloc.name AS union_name, bloc.kind AS union_kind,
        own.alpha2 IS NOT NULL OR fold(cells[2]) = fold(coalesce(region.name, ''))
            OR (cells[2] NOT LIKE '% %' AND left(fold(cells[2]), 4) = left(fold(country.name), 4)) AS only_country
    FROM seen
    LEFT JOIN reading_country AS country ON country.code = cells[3]
    LEFT JOIN reading_region AS region ON region.code = cells[3]
    LEFT JOIN reading_sector AS sector ON sector.code = cells[8]
    LEFT JOIN reading_union AS bloc ON bloc.code = cells[4]
    LEFT JOIN reading_territory AS own ON own.name = fold(cells[2])
),
sorted AS (
    SELECT *, CASE
        WHEN code IS NULL AND name IS NULL THEN 'nobody'
        WHEN type = 'IGO' AND union_name IS NOT NULL AND cells[9] IS NULL AND right(code, 3) = union_code THEN 'union'
        WHEN code = country_code AND country IS NOT NULL THEN 'state'
        WHEN code = country_code AND region IS NOT NULL THEN 'region'
        WHEN (name IS NULL OR only_country) AND label IS NOT NULL THEN 'sector'
        WHEN name IS NULL THEN 'nobody'
        WHEN type IN ('ELI', 'GOV') AND country IS NOT NULL AND shaped_as_person(titled(name))
            AND NOT of_office(name) AND NOT of_organization(name) AND NOT of_group(name) THEN 'person'
        ELSE 'named' END AS way
    FROM coded
)
SELECT cells,
    CASE way WHEN 'union' THEN union_name WHEN 'state' THEN country WHEN 'region' THEN region
        WHEN 'sector' THEN label || coalesce(' (' || coalesce(country, region) || ')', '')
        WHEN 'person' THEN titled(name)
        WHEN 'named' THEN titled(name) || coalesce(' (' || country || ')', '') END AS name,
    CASE WHEN way = 'union' THEN union_kind WHEN way = 'state' THEN 'State'
        WHEN way = 'person' THEN 'Person'
        ELSE coalesce(sector_kind, 'Group') END AS kind,
    CASE WHEN way IN ('sector', 'named', 'person') THEN country END AS part_of
FROM sorted;
