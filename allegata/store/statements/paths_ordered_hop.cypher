// One step of it. Its day is the first on which something happened on the edge that is not before the step before.
WITH {KEPT}, weakness + {WEAKNESS} AS weakness,
  CASE WHEN least > -coalesce(r.n_statements, 0) THEN least ELSE -coalesce(r.n_statements, 0) END AS least,
  [days IN [{DAYS}] | reduce(next = null, i IN range(0, size(days) - 1, 3) | CASE
    WHEN days[i] <= $until AND days[i + 1] >= day AND (next IS NULL OR days[i] < next)
    THEN CASE WHEN days[i] > day THEN days[i] ELSE day END ELSE next END)][0] AS day
WHERE day IS NOT NULL
WITH {KEPT}, weakness, least, min(day) AS day
