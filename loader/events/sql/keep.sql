INSERT INTO reading_line
SELECT row, $file, line, list_select(list_concat(cells, $constants), $picks) FROM reading_checked WHERE fault IS NULL;
