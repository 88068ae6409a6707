"""What an article said over time, as readers ask for it: on the page that stands for it, and before
that on those that moved to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

from indexer.article import Version
from indexer.history import KINDS, Seen, Wording, versions, wording
from indexer.pages.article_json import loaded

Run = Callable[..., sqlite3.Cursor]

_TOLD = (
    "SELECT coalesce(number, 1), coalesce(seen, fetched) AS first,"
    " coalesce(version.capture, page.capture), coalesce(changed, ''), page.url = article.page"
    " FROM article JOIN page ON page.url = article.page"
    " OR page.article = article.id AND page.moved IS NOT NULL AND page.value IS NOT NULL"
    " LEFT JOIN version ON version.page = page.url"
    " WHERE article.id = ? AND fetched NOT NULL ORDER BY first, number"
)


def versions_of(run: Run, article_id: str) -> tuple[Version, ...]:
    """The versions of an article; one, where it said but one thing."""
    rows = run(_TOLD, (article_id,)).fetchall()
    if all(stands for *_, stands in rows):
        return tuple(_version(*row) for *row, _ in rows)
    return versions(
        Seen(datetime.fromisoformat(first), capture, said)
        for _, first, capture, _, _ in rows
        if (said := wording_of(run, capture)) is not None
    )


def wording_of(run: Run, capture: int) -> Wording | None:
    """What a capture that some page was read from says; None for any other."""
    row = run("SELECT wording FROM content WHERE capture = ?", (capture,)).fetchone()
    if row:
        return Wording.loaded(row[0])
    sql = "SELECT value FROM page WHERE capture = ? AND value IS NOT NULL"
    row = run(sql, (capture,)).fetchone()
    return wording(loaded(row[0])) if row else None


def _version(number: int, seen: str, capture: int, changed: str) -> Version:
    kinds = tuple(kind for kind in KINDS if kind in changed.split())
    return Version(number, datetime.fromisoformat(seen), capture, kinds)
