"""Pages that lead to another address for good: both are of one article, which keeps its id.

    A moved to B       B claims the article that A names, and stands for it; A is an alias
    A to B to C        C does; a circle of moves moves nothing

As everywhere pages meet only where their titles or texts agree (indexer.pages.meeting): one that
leads to something else (a section, another story) stays what it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

MOST_HOPS = 10

Run = Callable[..., sqlite3.Cursor]

_SOURCE = (
    "SELECT url, place, named FROM page WHERE moved = ? AND place <> moved AND named IS NOT NULL"
    " ORDER BY move LIMIT 1"
)


def claim_anew(run: Run, url: str, touch: Callable[[str], None]) -> None:
    """Settle what a page claims, and every page that it leads to.

    Args:
        touch: called with each page whose claim changes, before and after.
    """
    for one, place, moved, named, canonical, *before in _onward(run, url):
        source = _origin(run, place) if named else None
        claims = [source or named, int(bool(named and (source or canonical) and not moved))]
        if claims != before:
            touch(one)
            run("UPDATE page SET claimed = ?, own = ? WHERE url = ?", (*claims, one))
            touch(one)


def _onward(run: Run, url: str) -> Iterator[tuple[Any, ...]]:
    """A page and those that it leads to, the nearest first."""
    sql = "SELECT url, place, moved, named, canonical, claimed, own FROM page"
    rows = run(f"{sql} WHERE url = ?", (url,)).fetchall()
    seen: set[str] = set()
    for _ in range(MOST_HOPS):
        rows = [row for row in rows if row[0] not in seen]
        yield from rows
        seen.update(row[0] for row in rows)
        places = {row[2] for row in rows if row[2]}
        rows = [row for p in sorted(places) for row in run(f"{sql} WHERE place = ?", (p,))]


def _origin(run: Run, place: str) -> str | None:
    """What the page names that a chain of moves to a place began with; None without one."""
    named, seen = None, {place}
    for _ in range(MOST_HOPS):
        row = run(_SOURCE, (place,)).fetchone()
        if row is None:
            break
        _, place, named = row
        if place in seen:
            return None
        seen.add(place)
    return named
