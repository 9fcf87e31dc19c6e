// Hits of a full-text index that the database has.
CALL db.index.fulltext.queryNodes($index, $query, {limit: $pool}) YIELD node, score
RETURN elementId(node) AS id, score
