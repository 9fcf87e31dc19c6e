"""Allegata: a graph relationship explorer in which every edge says on whose word it stands."""
