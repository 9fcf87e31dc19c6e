// As foreign_search, among the first nodes of each label: for databases of which not all nodes can be looked at.
UNWIND $labels AS label
CALL (label) { MATCH (n:$(label)) RETURN n LIMIT $most }
UNWIND coalesce($captions[label], $usual) AS property
WITH n, toLower(left(toStringOrNull(n[property]), 200)) AS low
WITH n, low, normalize(low, NFKD) AS apart
WITH n, CASE WHEN apart = low THEN low ELSE
    replace(replace(replace(replace(replace(replace(replace(replace(
      apart, '\u0300', ''), '\u0301', ''), '\u0302', ''), '\u0303', ''),
      '\u0308', ''), '\u030a', ''), '\u030c', ''), '\u0327', '')
  END AS text
WHERE text CONTAINS $word OR text CONTAINS $head OR text CONTAINS $tail
WITH n, text, CASE
    WHEN text = $text THEN 4
    WHEN text STARTS WITH $text THEN 3
    WHEN text CONTAINS $text THEN 2
    WHEN all(word IN $words WHERE text CONTAINS word) THEN 1
    ELSE 0
  END AS fit
ORDER BY fit DESC, abs(size(text) - size($text)), elementId(n)
LIMIT $pool
RETURN elementId(n) AS id, text, fit
