MATCH (l:Load {dataset: $name})
DELETE l
