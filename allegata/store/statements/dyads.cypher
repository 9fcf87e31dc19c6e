// What lies between the two of each pair, where anything does.
UNWIND $ids AS pair
MATCH (d:Dyad {a: pair.a, b: pair.b}) USING INDEX SEEK d:Dyad(a, b)
RETURN d.a AS a, d.b AS b, d.rank AS rank, d.relations AS relations, d.weights AS weights,
  d.evidence AS evidence
