// Names that hold the longest word, or one half of a text of which the other half may be mistyped: among the first nodes. Case
// and the most frequent accents are taken off.
MATCH (n)
WITH n LIMIT $most
UNWIND CASE size(labels(n))
    WHEN 0 THEN $usual
    WHEN 1 THEN coalesce($captions[head(labels(n))], $usual)
    ELSE reduce(found = [], label IN labels(n) |
      found + [each IN coalesce($captions[label], $usual) WHERE NOT each IN found])
  END AS property
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
