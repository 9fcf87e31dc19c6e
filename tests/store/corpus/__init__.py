"""Statements for the gate: two files of texts, and runaways that are too long to be written out."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def read(name: str, **filled: object) -> list[str]:
    """The statements of a file; words in braces are filled in."""
    text = (HERE / f"{name}.txt").read_text("utf-8")
    for word, value in filled.items():
        text = text.replace("{" + word + "}", str(value))
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    return [each.strip() for each in "\n".join(lines).split("\n---\n") if each.strip()]


RUNAWAYS: dict[str, str] = {
    "a product of everything": "MATCH (a), (b), (c), (d), (e) WHERE a.x + b.x + c.x + d.x + e.x = -1 RETURN a",
    "a product that is counted": "MATCH (a), (b), (c), (d) WHERE a.id + b.id + c.id + d.id = 'x' RETURN count(*)",
    "a huge UNWIND": "UNWIND range(1, 1000000000) AS x RETURN sum(x * x)",
    "UNWIND in UNWIND": "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x * y = -1 RETURN x",
    "an endless list": "RETURN range(1, 300000000)",
    "a list that is kept": "UNWIND range(1, 100000000) AS x RETURN collect(x)",
    "texts that are kept": "UNWIND range(1, 10000000) AS x RETURN collect('a long text, and a number: ' + x)",
    "a text that doubles": "RETURN size(reduce(s = 'abcdefgh', x IN range(1, 40) | s + s)) AS n",
    "a list that doubles": "RETURN size(reduce(l = [1, 2], x IN range(1, 40) | l + l)) AS n",
    "a text that is replaced by itself": "RETURN size(reduce(s = 'aa', x IN range(1, 40) | replace(s, 'a', s))) AS n",
    "a sort of everything": "UNWIND range(1, 100000000) AS x RETURN x ORDER BY rand() DESC",
    "deep paths": "MATCH p = (a:Entity)-[*1..30]-(b) RETURN count(p)",
    "paths without an end": "MATCH p = (a)-[*]-(b) RETURN count(p)",
    "quantified paths without an end": "MATCH p = (a)-[]-+(b) RETURN count(p)",
    "all shortest paths of all": "MATCH p = ALL SHORTEST (a:Entity)-[]-+(b:Entity) RETURN sum(length(p)) + rand()",
    "a slow pattern of letters": "RETURN reduce(s = 'a', x IN range(1, 12) | s + s) + 'b' =~ '(a|aa|a?)+c' AS x",
    "a sum that never ends": "RETURN reduce(a = 0, x IN range(1, 10000000000) | a + x) AS x",
    "a list in a list in a list": "RETURN reduce(l = $nothing, x IN range(1, 20000) | [l]) AS x",
    "a sum within a sum": "RETURN reduce(a = 0, x IN range(1, 9000) | a + reduce(b = 0, y IN range(1, 9000) | b + y))",
    "a sum within a sum, of a list": "WITH range(1, 100000) AS l "
    "RETURN reduce(a = 0, x IN l | a + reduce(b = 0, y IN l | b + y)) AS n",
    "a search within a search, of what was collected": "UNWIND range(1, 100000) AS x WITH collect(x) AS l "
    "WITH l[1..] AS m RETURN size([x IN m WHERE any(y IN tail(m) WHERE x + y = -1)]) AS n",
    "a list in a text": "RETURN reduce(a = 0, x IN range(1, toInteger('9999999999')) | a + x) AS x",
    "a list behind an escaped quote": "RETURN 'a\\u0027, "
    "reduce(a = 0, x IN range(1, 9999999999) | a + x), \\u0027' AS x",
    "a search that never finds": "RETURN any(x IN range(1, 0xFFFFFFFF) WHERE x = -1) AS x",
    "a list that stays empty": "RETURN size([x IN range(1, toInteger(1e12)) WHERE x = -1]) AS x",
    "distinct of very many": "UNWIND range(1, 100000000) AS x RETURN count(DISTINCT toString(x))",
    "a join of everything": "UNWIND range(1, 99999) AS x MATCH (n) MATCH (m) WHERE n.id + x = m.id RETURN count(*)",
    "many rows": "UNWIND range(1, 100000000) AS x RETURN x, 'a text'",
    "terms one after another": "RETURN " + " + ".join(["1"] * 3000),
    "parentheses": "RETURN " + "(" * 2000 + "1" + ")" * 2000,
    "lists in lists": "RETURN " + "[" * 1000 + "1" + "]" * 1000,
    "NOT upon NOT": "RETURN " + "NOT " * 3000 + "true",
    "subqueries in subqueries": "CALL () { " * 80 + "RETURN 1 AS x" + " } RETURN x" * 80,
    "patterns without number": "MATCH " + ", ".join(f"(a{n})--(b{n})" for n in range(30)) + " RETURN count(*)",
    "a long chain": "MATCH " + "--".join(f"(a{n})" for n in range(60)) + " RETURN count(*)",
    "too long a text": "RETURN '" + "x" * 200_000 + "'",
}
"""Statements that only read, and would never come to an end, or take all the memory: none may trouble anybody else."""
