// The properties of a node as text, long ones cut; lists by their first values.
MATCH (n)
WHERE elementId(n) = $id
RETURN elementId(n) AS id, size(keys(n)) AS number,
  [key IN keys(n)[..$keys] | CASE
    WHEN toStringOrNull(n[key]) IS NOT NULL
      THEN {name: key, text: left(toStringOrNull(n[key]), $longest), size: size(toStringOrNull(n[key]))}
    WHEN valueType(n[key]) STARTS WITH 'LIST'
      THEN {name: key, items: [each IN n[key][..$items] | left(toStringOrNull(each), $longest)], size: size(n[key])}
    ELSE {name: key, text: valueType(n[key]), size: 0}
  END] AS properties
