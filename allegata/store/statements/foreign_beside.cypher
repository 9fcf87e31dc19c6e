// A few neighbours of each of some nodes.
MATCH (n)
WHERE elementId(n) IN $ids
CALL (n) { MATCH (n)--(m) WHERE m <> n WITH m LIMIT $most RETURN DISTINCT m LIMIT $each }
RETURN DISTINCT elementId(m) AS id
LIMIT $limit
