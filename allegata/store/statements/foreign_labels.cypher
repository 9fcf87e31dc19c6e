// Some nodes of each label: their properties, on how many nodes each is, and on how many it can stand as a name.
CALL db.labels() YIELD label
WITH label ORDER BY label LIMIT $labels
CALL (label) { MATCH (n:$(label)) RETURN n LIMIT $most }
CALL (n) { UNWIND keys(n)[..$keys] AS key RETURN key, left(toStringOrNull(n[key]), 200) AS text }
RETURN label, key, count(*) AS number, count(CASE WHEN trim(text) <> '' THEN 1 END) AS texts
