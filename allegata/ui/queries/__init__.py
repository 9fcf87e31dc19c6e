"""The Queries page: what is asked, the form for it, how it is run, and what came of it."""
