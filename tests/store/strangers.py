"""A database as somebody else might have made it, with whatever names Neo4j allows."""

from __future__ import annotations

from databases import Database

HOSTILE = "a`b\\u0060) DETACH DELETE n //"
SPACED = "Works \"at\" `home` 'now'"
PARALLEL = 10_000
FANS = 60_000
"""Relationships of the supernode: more than are looked at to find neighbours."""


def build(database: Database, fans: int = FANS, others: int = 1000) -> None:
    """Labels, types and properties with spaces, quotes and backticks; loops, parallel edges and a supernode.

    Args:
        database: emptied first.
        fans: relationships of the supernode.
        others: nodes that have nothing to do with the rest.
    """
    database.clear()
    run = database.run
    names = {"person": "Person", "odd": HOSTILE, "spaced": SPACED}
    run(
        """
        CREATE (ada:Person:Agent {name: 'Ada Lovelace', born: 1815, `full name`: 'Augusta Ada', tags: ['a', 'b']})
        CREATE (bob:Person:Agent {name: 'Bób Müller', born: 1900})
        CREATE (cy:Person:Agent {name: '<b>Cy</b>', note: $long, blob: [x IN range(1, 3000) | x]})
        CREATE (odd:$($odd) {`7`: 42, `a ``q`: 'x'})
        CREATE (two:$($odd) {`7`: 43})
        CREATE (bare)
        CREATE (hub:Person:_Internal {name: 'Hub'})
        CREATE (ada)-[:KNOWS {since: 1830}]->(bob), (bob)-[:KNOWS]->(ada), (ada)-[:KNOWS {since: 1}]->(ada)
        CREATE (ada)-[:$($spaced) {`7`: 'seven', `<i>`: '<script>'}]->(odd), (odd)-[:$($odd)]->(two)
        CREATE (bob)-[:KNOWS]->(cy), (cy)-[:KNOWS]->(hub), (bare)-[:KNOWS]->(ada)
        """,
        long="long " * 2000,
        **names,
    )
    parallel = """
        MATCH (a {name: 'Ada Lovelace'}), (c {name: '<b>Cy</b>'}) UNWIND range(1, $n) AS i
        CREATE (a)-[:CALLED {at: i}]->(c)
    """
    run(parallel, n=PARALLEL)
    fan = """
        MATCH (h {name: 'Hub'}) UNWIND range($first, $last) AS i
        CREATE (:Fan {title: 'Fan ' + i})-[:FOLLOWS]->(h)
    """
    other = "UNWIND range($first, $last) AS i CREATE (:Lonely {code: 'L' + i})-[:BESIDE]->(:Lonely {code: 'M' + i})"
    for statement, number in ((fan, fans), (other, others)):
        for first in range(0, number, 20_000):
            run(statement, first=first, last=min(number, first + 20_000) - 1)
    # A plan that was made for an emptier database stays in force.
    database.plan_anew()
