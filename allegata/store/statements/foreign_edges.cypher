// What other data sets claim: a load sums up anew where both have a part.
MATCH (d:Dataset) WHERE d.name <> $name
MATCH (c:Claim {dataset: d.name})
RETURN DISTINCT c.edge_key AS edge_key, c.subject AS subject, c.predicate AS predicate, c.object AS object
