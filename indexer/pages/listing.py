"""The articles in the order of their ids, as little of each as a list of addresses needs."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from indexer.pages.article_json import unpacked


@dataclass(frozen=True, slots=True)
class Listed:
    """An article; `changed` (ISO 8601) is when it said something else last, as far as is known."""

    id: str
    title: str
    changed: str


def listed(db: sqlite3.Connection, most: int, skipping: int) -> list[Listed]:
    """Some of the articles."""
    sql = (
        "SELECT one.id, value, (SELECT max(seen) FROM version WHERE version.page = one.page"
        " AND number > 1), fetched FROM (SELECT id, page FROM article ORDER BY id LIMIT ? OFFSET ?)"
        " AS one JOIN page ON page.url = one.page ORDER BY one.id"
    )
    return [_listed(*row) for row in db.execute(sql, (most, skipping))]


def _listed(article: str, value: bytes, seen: str | None, fetched: str | None) -> Listed:
    said = unpacked(value)
    changed = seen or said["updated"] or said["published"] or fetched or ""
    return Listed(article, said["title"], changed)
