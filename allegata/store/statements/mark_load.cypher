MATCH (l:Load {dataset: $name})
SET l.step = $step, l.done = $done, l.total = $total, l.seen = datetime()
