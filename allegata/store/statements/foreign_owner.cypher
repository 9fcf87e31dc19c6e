// Whose database this is: whether it holds the mark of our loads, and whether it holds anything.
RETURN EXISTS { MATCH (:Allegata {id: 'graph'}) } AS ours, EXISTS { MATCH (n) } AS anything
