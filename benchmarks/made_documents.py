"""A benchmark's article, a dict as the corpus gives it, as the product's own document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from indexer.search.backend import Document

SITE = "benchmark"


def document(article: Mapping[str, Any]) -> Document:
    """The document of a dict with id, section, date (YYYY-MM-DD), persons, sources, title, body."""
    when = datetime.fromisoformat(article["date"]).replace(tzinfo=UTC) if article["date"] else None
    return Document(
        id=str(article["id"]),
        url=f"https://benchmark.invalid/{article['id']}",
        site=SITE,
        title=article["title"],
        text=article["body"],
        section=article["section"] or None,
        published=when,
        day=when.date() if when else None,
        persons=tuple(article["persons"]),
        sources=tuple(article["sources"]),
    )
