"""Graphs of somebody else: GraphML, GEXF and tables of edges. They become entities and standing facts without claims.

A file gives `Found`: nodes and edges with their cells, each with its line. What the cells mean is said by a `Mapping`,
or by the names that such cells usually have; `records` makes a data set of it. docs/imports.md tells the rules.
"""
