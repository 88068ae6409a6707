"""Do the archive, the article table and the index tell the same? And what could not be read?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

from archive import Archive
from indexer.build import generation
from indexer.pages import Articles
from indexer.search import engines
from indexer.search.backend import SearchBackend

LOOKED_UP = 500  # ids and addresses asked for at once


def inconsistencies(index: Path, archive: Archive) -> Iterator[str]:
    """What differs between the archive, the articles and the index, a line each; nothing if all is
    well. What came since the last `hronika index` is no difference.

    Raises:
        IndexMissing, IndexOutdated, IndexUnusable: there is nothing to compare.
    """
    folder = generation.current(index)
    with (
        closing(Articles(folder / "articles.db")) as articles,
        closing(engines.opened(folder)) as backend,
    ):
        yield from _unread(articles, archive)
        yield from _unknown(articles, archive)
        yield from _unindexed(articles, backend)


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
        if archive.last(address) is None:
            yield f"{address}: a page of the index, and not in the archive"


def _unindexed(articles: Articles, backend: SearchBackend) -> Iterator[str]:
    ids = articles.ids()
    while some := list(islice(ids, LOOKED_UP)):
        found = {document.id for document in backend.get(some)}
        yield from (f"article {one}: not in the index" for one in some if one not in found)
    there, indexed = articles.count(), backend.count()
    if indexed > there:
        yield f"the index holds {indexed} documents for {there} articles"
