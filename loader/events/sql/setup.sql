-- What every reader finds in the connection: the two tables of results, tables of reference, and macros.

CREATE OR REPLACE TABLE event (
    row BIGINT, file VARCHAR, line BIGINT, record VARCHAR,
    subject VARCHAR, object VARCHAR, subject_kind VARCHAR, object_kind VARCHAR,
    subject_part_of VARCHAR, object_part_of VARCHAR,
    code VARCHAR, relation VARCHAR, goldstein DOUBLE, quad_class INTEGER, quad_scheme VARCHAR,
    event_from DATE, event_to DATE, date_precision VARCHAR,
    place VARCHAR, place_precision VARCHAR, value VARCHAR,
    publisher VARCHAR, document VARCHAR, url VARCHAR, title VARCHAR, published DATE, said_on DATE, sentence INTEGER
);
CREATE OR REPLACE TABLE rejected (row BIGINT, file VARCHAR, line BIGINT, kind VARCHAR, detail VARCHAR, blocking BOOLEAN);

CREATE OR REPLACE TEMP TABLE reading_line (row BIGINT, file VARCHAR, line BIGINT, cells VARCHAR[]);

-- code, text in lower case, relation, Goldstein value, quad class as GDELT counts it
CREATE OR REPLACE TEMP TABLE reading_cameo AS
SELECT code, lower(text) AS text, relation, goldstein,
    CASE WHEN code < '06' THEN 1 WHEN code < '10' THEN 2 WHEN code < '15' THEN 3 ELSE 4 END AS quad
FROM reading_cameo_given;

CREATE OR REPLACE TEMP MACRO fold(name) AS
    trim(regexp_replace(lower(strip_accents(replace(replace(name, '’', ''''), '&', 'and'))), '\s+', ' ', 'g'));
-- the regular expression only where there is something to mend: most cells of a large table are clean
CREATE OR REPLACE TEMP MACRO clean(cell) AS nullif(trim(nfc_normalize(
    CASE WHEN contains(cell, '  ') OR contains(cell, chr(9)) OR contains(cell, chr(10)) OR contains(cell, chr(13))
    THEN regexp_replace(cell, '\s+', ' ', 'g') ELSE cell END)), '');
CREATE OR REPLACE TEMP MACRO dash_day(cell) AS
    CASE WHEN regexp_full_match(trim(cell), '\d{4}-\d{2}-\d{2}') THEN try_cast(trim(cell) AS DATE) END;
CREATE OR REPLACE TEMP MACRO solid_day(cell) AS
    CASE WHEN regexp_full_match(trim(cell), '\d{8}') THEN try_strptime(trim(cell), '%Y%m%d')::DATE END;
CREATE OR REPLACE TEMP MACRO number(cell) AS
    CASE WHEN regexp_full_match(trim(cell), '[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?') AND isfinite(try_cast(trim(cell) AS DOUBLE))
    THEN try_cast(trim(cell) AS DOUBLE) END;
CREATE OR REPLACE TEMP MACRO counting(cell) AS
    CASE WHEN regexp_full_match(trim(cell), '\d+') THEN try_cast(trim(cell) AS INTEGER) END;
CREATE OR REPLACE TEMP MACRO web(cell) AS
    CASE WHEN regexp_full_match(trim(cell), '(?i)https?://[^\s/?#]+\.?[^\s]*') THEN trim(cell) END;
CREATE OR REPLACE TEMP MACRO host(url) AS
    nullif(regexp_replace(regexp_extract(lower(url), '^https?://(?:[^/?#@]*@)?([^/?#:]+)', 1), '^www\.', ''), '');

-- what is wrong with a row; coalesce() over several of them takes the first
CREATE OR REPLACE TEMP MACRO broken(condition, kind, detail) AS
    CASE WHEN condition THEN {'kind': kind, 'detail': coalesce(detail, ''), 'blocking': true} END;
CREATE OR REPLACE TEMP MACRO without_edge(condition, kind, detail) AS
    CASE WHEN condition THEN {'kind': kind, 'detail': coalesce(detail, ''), 'blocking': false} END;

CREATE OR REPLACE TEMP TABLE reading_territory AS
SELECT fold(name) AS name, any_value(alpha2) AS alpha2 FROM reading_territory_given GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE reading_bloc AS
SELECT fold(name) AS name, any_value(kind) AS kind FROM reading_bloc_given GROUP BY ALL;

-- the name of an unnamed actor's country: 'Police (India)'
CREATE OR REPLACE TEMP MACRO suffix(name) AS nullif(regexp_extract(name, ' \(([^()]+)\)$', 1), '');
CREATE OR REPLACE TEMP MACRO of_organization(name) AS regexp_matches(lower(name),
    '\b(administrations?|agency|airlines|alliance|army|assembly|associations?|authorit(y|ies)|bank|board|brigades?|bureau|business|cabinet|centers?|centres?|church|club|coalition|command|commission|committee|company|conference|congress|consulate|corp|corporation|council|courts?|department|embassy|federation|forces?|forum|foreign affairs|foundation|front|fund|government|group|guards?|haram|hospital|house|inc|industr(y|ies)|institutes?|intelligence|janata|jihad|judiciary|justice|league|legislature|lower house|ltd|media|military|ministry|movement|national|navy|network|news|nations|office|organi[sz]ations?|parliament|party|police|press|qaed?a|qaida|radio|school|secretariat|senate|services?|shabaab|society|state|supreme|team|television|times|treasury|tribunal|trust|union|university|upper house)\b');
CREATE OR REPLACE TEMP MACRO of_group(name) AS regexp_matches(lower(name),
    '\b(activists?|children|christians?|citizens?|combatants?|community|criminals?|detainees?|dissidents?|employees?|ethnic|extremists?|families|family|farm workers?|fighters?|gangs?|gunm[ae]n|hindus?|immigrants?|indigenous|individuals?|insurgents?|jews|kidnappers?|kurds?|labor(er)?s?|m[ae]n|migrants?|militants?|militias?|mobs?|muslims?|opposition|people|population|prisoners?|protest(e|o)rs?|radicals?|rebels?|refugees?|religious|residents?|rioters?|separatists?|settlers?|shiites?|students?|sunnis?|terrorists?|tribes?|unidentified|villagers?|women|workers?|youths?)\b');
CREATE OR REPLACE TEMP MACRO of_role(name) AS regexp_matches(lower(name),
    '\b(official|head|member|lawmaker|judge|lawyer|attorney|minister|representatives|envoy|ambassador|personnel|governor|mayor)\b');
CREATE OR REPLACE TEMP MACRO shaped_as_person(name) AS
    regexp_full_match(name, '(\p{Lu}[^ ()/0-9,&;:"]*|al|bin|bint|da|de|del|di|dos|du|el|ibn|la|le|van|von)( (\p{Lu}[^ ()/0-9,&;:"]*|(al|el)-[^ ()/0-9,&;:"]+|al|bin|bint|da|de|del|della|der|di|do|dos|du|el|ibn|la|le|ten|van|von|y))+')
    AND NOT starts_with(name, 'The ') AND len(string_split(name, ' ')) <= 7;
CREATE OR REPLACE TEMP MACRO of_office(name) AS regexp_matches(lower(name),
    '\b(adviser|advisor|aide|ambassador|candidate|chancellor|chief|crown|deputy|diplomat|envoy|executives?|former|governor|head|king|leaders?|mayor|minist\w*|officers?|officials?|premier|president\w*|prime|princ\w*|queen|royal|secretary|spokes\w*|vice)\b');

-- what an actor is, as far as the words of his name tell: has it words for a body, for people, the shape of a person's,
-- a word for a role
CREATE OR REPLACE TEMP MACRO kind_by_words(body, people, shape, role) AS CASE
    WHEN people THEN 'Group'
    WHEN body THEN 'Organization'
    WHEN shape THEN 'Person'
    WHEN role THEN 'Organization'
    ELSE 'Group' END;

CREATE OR REPLACE TEMP MACRO titled(name) AS array_to_string(list_transform(string_split(lower(name), ' '),
    lambda word, place: CASE WHEN place > 1 AND word IN ('and', 'for', 'in', 'of', 'the') THEN word
        ELSE upper(word[1]) || word[2:] END), ' ');

-- a title for a document of which only the address is known: its host, and the last part of its path that has words
CREATE OR REPLACE TEMP MACRO words_of(url) AS
    trim(regexp_replace(regexp_replace(regexp_replace(regexp_extract(regexp_replace(url, '[?#].*$', ''),
        '^https?://[^/]+/(?:.*/)?([^/]*\pL{3,}[-_+]\pL{3,}[^/]*)', 1), '\.\w{1,5}$', ''), '[-_+]+', ' ', 'g'),
        '( \w?\d[\w.]*)+$', ''));
CREATE OR REPLACE TEMP MACRO title_of(source) AS CASE
    WHEN web(source) IS NULL OR words_of(source) = '' OR contains(words_of(source), '%') THEN left(source, 300)
    ELSE left(host(source) || ': ' || words_of(source), 300) END;
