// Whether there are days for the edges of a chain, one for each, none of them before the one before it.
reduce(day = $since, days IN [r IN edges | {DAYS}] | CASE WHEN day IS NULL THEN null ELSE
    reduce(next = null, i IN range(0, size(days) - 1, 3) | CASE
      WHEN days[i] <= $until AND days[i + 1] >= day AND (next IS NULL OR days[i] < next)
      THEN CASE WHEN days[i] > day THEN days[i] ELSE day END ELSE next END)
  END) IS NOT NULL
