"""The articles in the order of their ids, as little of each as a list of addresses needs."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """An article; `changed` (ISO 8601) is when it said something else last, as far as is known."""

    id: str
    title: str
    changed: str


def listed(db: sqlite3.Connection, most: int, skipping: int) -> list[Listed]:
    """Some of the articles."""
    sql = (
        "SELECT one.id, json_extract(value, '$.title'), coalesce((SELECT max(seen) FROM version"
        " WHERE version.page = one.page AND number > 1), json_extract(value, '$.updated'),"
        " json_extract(value, '$.published'), fetched, '')"
        " FROM (SELECT id, page FROM article ORDER BY id LIMIT ? OFFSET ?) AS one"
        " JOIN page ON page.url = one.page ORDER BY one.id"
    )
    return [Listed(*row) for row in db.execute(sql, (most, skipping))]
