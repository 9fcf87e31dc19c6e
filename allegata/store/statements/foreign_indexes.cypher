SHOW FULLTEXT INDEXES YIELD name, state, entityType, labelsOrTypes, properties
WHERE state = 'ONLINE' AND entityType = 'NODE'
RETURN name, labelsOrTypes AS labels, properties
ORDER BY name
