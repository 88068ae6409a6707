"""Do the archive, the article table and the index tell the same? And what could not be read?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from archive import Archive
from indexer.build import generation
from indexer.pages import Articles
from indexer.search import engines

LOOKED_UP = 500  # ids and addresses asked for at once
REBUILD = "`hronika rebuild` makes the index anew"


def inconsistencies(index: Path, archive: Archive) -> Iterator[str]:
    """What differs between the archive, the articles and the index, a line each with what helps;
    nothing if all is well. What came since the last `hronika index` is no difference, nor what one
    that is running, or was cut off, has yet to hand on.

    Raises:
        IndexMissing, IndexOutdated, IndexUnusable: there is nothing to compare.
    """
    folder = generation.current(index)
    with closing(Articles(folder / "articles.db")) as articles:
        yield from (f"{line}; {REBUILD}" for line in _unread(articles, archive))
        yield from (f"{line}; {REBUILD}" for line in _unknown(articles, archive))
        suspects = _unindexed(folder, articles, articles.ids())
        for one in _unindexed(folder, articles, suspects):  # an index run may just have ended
            yield f"article {one}: not in the index; {REBUILD}"
        yield from (f"{line}; {REBUILD}" for line in _too_many(folder, articles))


def unreadable(index: Path) -> list[str]:
    """The captures that reading did not survive, a line each, with what shows why.

    Raises:
        IndexMissing, IndexOutdated, IndexUnusable: there is no index.
    """
    folder = generation.current(index)
    with closing(Articles(folder / "articles.db")) as articles:
        return [
            f"{url}: {reason} (`hronika read --capture {capture}`)"
            for url, capture, reason in articles.unreadable()
        ]


def _unread(articles: Articles, archive: Archive) -> Iterator[str]:
    """Captures that were noticed and have no page."""
    reached = articles.reached("captures")
    noticed = (entry for entry in archive.captures() if entry.id <= reached)
    while some := {entry.url: entry.id for entry in islice(noticed, LOOKED_UP)}:
        for address in sorted(some.keys() - articles.those_known(some)):
            yield f"{address}: captured (number {some[address]}), and no page of the index"


def _unknown(articles: Articles, archive: Archive) -> Iterator[str]:
    """Pages of no capture."""
    for address in articles.pages():
        if not archive.history(address):
            yield f"{address}: a page of the index, and not in the archive"


def _unindexed(folder: Path, articles: Articles, ids: Iterable[str]) -> list[str]:
    """Those of some articles that the search index lacks though it was given them."""
    with closing(engines.opened(folder)) as backend:
        lacking: list[str] = []
        left = iter(ids)
        while some := list(islice(left, LOOKED_UP)):
            found = {document.id for document in backend.get(some)}
            lacking += [one for one in some if one not in found]
    waiting = frozenset(articles.waiting())
    return [one for one in lacking if one not in waiting and articles.get(one) is not None]


def _too_many(folder: Path, articles: Articles) -> Iterator[str]:
    with closing(engines.opened(folder)) as backend:
        indexed, there = backend.count(), articles.count()
    if indexed > there and not articles.waiting():
        yield f"the index holds {indexed} documents for {there} articles"
