"""The tables of a stage: the records of a data set, column for column as `allegata.model` has them.

What is not known is NULL, or the empty text in the columns that ids are made of.
"""

from __future__ import annotations

from allegata.stage.sql import content_id, digest

__all__ = ["DIGESTS", "FOREIGN", "IDS", "TABLES"]

TABLES: dict[str, str] = {
    "entities": "id VARCHAR, name VARCHAR, kind VARCHAR, description VARCHAR",
    "aliases": "id VARCHAR, text VARCHAR, entity VARCHAR, kind VARCHAR",
    "facts": "id VARCHAR, subject VARCHAR, relation VARCHAR, object VARCHAR, since DATE, until DATE, role VARCHAR, "
    "source VARCHAR, url VARCHAR",
    "documents": "id VARCHAR, title VARCHAR, publisher VARCHAR, published DATE, language VARCHAR, url VARCHAR, "
    "characters BIGINT, sha256 VARCHAR, note VARCHAR",
    "claims": "id VARCHAR, subject VARCHAR, predicate VARCHAR, object VARCHAR, text VARCHAR, code VARCHAR, "
    "value VARCHAR, event_from DATE, event_to DATE, modality VARCHAR, varies_on VARCHAR, goldstein DOUBLE, "
    "quad_class BIGINT, quad_scheme VARCHAR, date_precision VARCHAR, place_precision VARCHAR, place VARCHAR, "
    "about VARCHAR[], varies_from VARCHAR",
    "statements": "id VARCHAR, claim VARCHAR, holder VARCHAR, document VARCHAR, stance VARCHAR, certainty VARCHAR, "
    "said_on DATE, paraphrase VARCHAR, note VARCHAR, record VARCHAR, via VARCHAR, paragraph BIGINT, start BIGINT, "
    "stop BIGINT, sha256 VARCHAR, sentence BIGINT",
}
"""Columns by table, in the order in which they are written."""

FOREIGN: dict[str, str] = {
    "foreign_entities": "id VARCHAR, kind VARCHAR",
    "foreign_documents": "id VARCHAR, publisher VARCHAR, published DATE",
    "foreign_facts": "subject VARCHAR, relation VARCHAR, object VARCHAR, since DATE, until DATE",
    "foreign_edges": "edge_key VARCHAR, subject VARCHAR, predicate VARCHAR, object VARCHAR",
    "there": "tbl VARCHAR, id VARCHAR, digest VARCHAR",
    "there_facts": "subject VARCHAR, relation VARCHAR, object VARCHAR",
    "there_pairs": "a VARCHAR, b VARCHAR",
    "there_claims": "id VARCHAR, edge_key VARCHAR, subject VARCHAR, predicate VARCHAR, object VARCHAR",
}
"""What the database holds: of other data sets where it matters here, and of an earlier version of this one."""

_FACT = digest("facts", "subject", "relation", "object", "since", "until", "role", "source", "url")

IDS: dict[str, str] = {
    "aliases": content_id("'alias'", "$name", "text", "entity"),
    "facts": content_id("'fact'", "$name", _FACT),
}
"""Ids of the tables whose rows do not bring one; ``$name`` is the data set."""

DIGESTS: dict[str, str] = {
    "entities": digest("entities", "id", "name", "kind", "description"),
    "aliases": digest("aliases", "text", "entity", "kind"),
    "facts": _FACT,
    "documents": digest(
        "documents", "id", "title", "publisher", "published", "language", "url", "characters", "sha256", "note"
    ),
    "claims": digest(
        "claims",
        *("id", "subject", "predicate", "object", "text", "code", "value", "event_from", "event_to", "modality"),
        *("varies_on", "goldstein", "quad_class", "quad_scheme", "date_precision", "place_precision", "place"),
        *("array_to_string(about, ' ')", "varies_from"),
    ),
    "statements": digest(
        "statements",
        *("id", "claim", "holder", "document", "stance", "certainty", "said_on", "paraphrase", "note", "record"),
        *("via", "paragraph", "start", "stop", "sha256", "sentence"),
    ),
}
"""Digests as `allegata.store.rows` makes them."""
