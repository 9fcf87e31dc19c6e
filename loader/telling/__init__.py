"""From events to records: who is meant, which claim a row makes, whose word it is, what became of it.

``actors``   names become entities: known ones where the name is known, new ones where not
``answers``  denials and declined comments become stances on the deed they answer
``told``     claims, statements, documents
``report``   what became of every row and of every name
``load``     all of it together, into the database
"""

from __future__ import annotations

from loader.telling.load import Loaded, load_events

__all__ = ["Loaded", "load_events"]
