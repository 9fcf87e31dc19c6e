MATCH (:Entity)-[r:{STANDING}]->(:Entity)
WHERE r.dataset = $name AND r.edge_key IN $ids
DELETE r
