// All relationships of a type from one node to another, counted; the properties of the first as text, as of a node.
// They are looked for among the first of the end on which less hangs.
MATCH (n)
WHERE elementId(n) = $start
MATCH (other)
WHERE elementId(other) = $other
CALL (n, other) {
  MATCH (n)-[r]->(m)
  WITH r, m LIMIT $most
  WHERE $outward AND m = other AND type(r) = $type
  RETURN r
  UNION ALL
  MATCH (n)<-[r]-(m)
  WITH r, m LIMIT $most
  WHERE NOT $outward AND m = other AND type(r) = $type
  RETURN r
}
WITH collect(r) AS found
WITH size(found) AS number, found[..$limit] AS shown
RETURN number, [r IN shown | [key IN keys(r)[..$keys] | CASE
    WHEN toStringOrNull(r[key]) IS NOT NULL
      THEN {name: key, text: left(toStringOrNull(r[key]), $longest), size: size(toStringOrNull(r[key]))}
    WHEN valueType(r[key]) STARTS WITH 'LIST'
      THEN {name: key, items: [each IN r[key][..$items] | left(toStringOrNull(each), $longest)], size: size(r[key])}
    ELSE {name: key, text: valueType(r[key]), size: 0}
  END]] AS properties
