-- One batch of lines: the good ones to reading_line with their cells in the layout's order, the others to rejected.
-- $file: its name; $width: cells a row must have; $picks: places of the cells; $constants: cells that every row gets.

CREATE OR REPLACE TEMP TABLE reading_checked AS
WITH split AS (
    SELECT row, line, fault, text, coalesce(cells, string_split(text, chr(9))) AS cells FROM reading_batch
)
SELECT row, line, cells, CASE
    WHEN fault IS NOT NULL THEN fault
    WHEN regexp_matches(coalesce(text, array_to_string(cells, ' ')), '[\x00-\x08\x0B\x0C\x0E-\x1F\x7F\x{80}-\x{9F}]')
        OR contains(text, chr(13)) THEN 'control character'
    WHEN coalesce(length(text), $longest + 1) > $longest AND list_max(list_transform(cells, lambda cell: length(cell))) > $longest
        THEN 'over-long cell'
    WHEN len(cells) <> $width THEN 'wrong column count'
END AS fault
FROM split;
