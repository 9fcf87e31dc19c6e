MATCH (n) WHERE NOT n:Load AND NOT n:Allegata
RETURN 1 AS something LIMIT 1
