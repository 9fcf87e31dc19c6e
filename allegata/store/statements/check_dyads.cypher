MATCH (d:Dyad)
RETURN d.a AS a, d.b AS b, d.rank AS rank, d.relations AS relations, d.weights AS weights,
  d.evidence AS evidence
