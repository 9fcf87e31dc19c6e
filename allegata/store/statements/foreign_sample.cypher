// As foreign_labels, of the first nodes whatever their labels: for servers that are slow to find a label by its name.
MATCH (n)
WITH n LIMIT $most
UNWIND labels(n) AS label
CALL (n) { UNWIND keys(n)[..$keys] AS key RETURN key, left(toStringOrNull(n[key]), 200) AS text }
RETURN label, key, count(*) AS number, count(CASE WHEN trim(text) <> '' THEN 1 END) AS texts
