// Nodes by id, with what may be their names: the values of some properties for each label, "" standing for no label.
MATCH (n)
WHERE elementId(n) IN $ids
RETURN elementId(n) AS id, labels(n) AS labels, COUNT { (n)--() } AS degree,
  [label IN CASE labels(n) WHEN [] THEN [''] ELSE labels(n) END |
    [label, [each IN coalesce($captions[label], $usual) | left(toStringOrNull(n[each]), $longest)]]] AS names
