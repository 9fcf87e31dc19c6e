"""Pieces of SQL that mean the same as something in Python."""

from __future__ import annotations

__all__ = ["content_id", "digest"]


def content_id(*expressions: str) -> str:
    """An SQL expression for `allegata.model.content_id` of these SQL expressions; NULL counts as the empty text."""
    parts = []
    for each in expressions:
        text = f"coalesce(({each})::VARCHAR, '')"
        parts.append(f"strlen({text}), ':', {text}")
    return f"left(sha256(concat({', '.join(parts)})), 24)"


def digest(table: str, *expressions: str) -> str:
    """An SQL expression for `allegata.store.rows.digest`."""
    return content_id(f"'{table}'", *expressions)
