-- What a reader made of the lines, to the tables of results.

INSERT INTO rejected
SELECT DISTINCT row, file, line, fault.kind, left(fault.detail, 200), fault.blocking FROM reading_projected
WHERE fault IS NOT NULL;
INSERT INTO event BY NAME SELECT * EXCLUDE (fault) FROM reading_projected WHERE fault IS NULL;
DROP TABLE reading_projected;
DELETE FROM reading_line;
