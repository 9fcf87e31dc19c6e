INSERT INTO rejected
SELECT row, $file, line, fault, CASE
    WHEN fault = 'wrong column count' THEN format('{} cells, not {}', len(cells), $width)
    WHEN fault = 'over-long cell' THEN format('more than {} characters', $longest)
    WHEN fault = 'broken encoding' THEN 'not UTF-8'
    ELSE 'NUL or another control character' END, true
FROM reading_checked WHERE fault IS NOT NULL;
