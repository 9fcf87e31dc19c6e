"""A subgraph as a picture: pure functions, no database and no browser."""
