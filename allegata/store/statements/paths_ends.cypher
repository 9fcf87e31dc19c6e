// How many edges hang on either end of a question; whoever is not there has none.
UNWIND $ends AS id
MATCH (n:Entity {id: id})
RETURN sum(CASE WHEN id IN $sources THEN n.degree ELSE 0 END) AS sources,
  sum(CASE WHEN id IN $targets THEN n.degree ELSE 0 END) AS targets
