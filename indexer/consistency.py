"""Do the archive, the article table and the index tell the same?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive import Archive
from indexer import generation
from indexer.articles import Articles
from indexer.search import engines
from indexer.search.backend import SearchBackend

LOOKED_UP = 500  # ids asked for at once


def inconsistencies(index: Path, archive: Archive) -> list[str]:
    """What differs between the archive, the articles and the index, a line each; nothing if all is
    well. What came since the last `hronika index` is no difference.

    Raises:
        IndexMissing, IndexOutdated, IndexUnusable: there is nothing to compare.
    """
    folder = generation.current(index)
    articles = Articles(folder / "articles.db")
    backend = engines.opened(folder)
    try:
        return [*_unread(articles, archive), *_unindexed(articles, backend)]
    finally:
        backend.close()
        articles.close()


def _unread(articles: Articles, archive: Archive) -> Iterator[str]:
    """Captures that are neither an article nor passed over, and articles of no capture."""
    reached = articles.reached("captures")
    seen = articles.captured()
    there = set()
    for entry in archive.captures():
        there.add(entry.url)
        if entry.id <= reached and entry.kind != "revisit" and entry.url not in seen:
            yield f"{entry.url}: captured (number {entry.id}), and neither article nor passed over"
    for address in sorted(seen - there):
        yield f"{address}: in the article table, and not in the archive"


def _unindexed(articles: Articles, backend: SearchBackend) -> Iterator[str]:
    ids = list(articles.ids())
    for at in range(0, len(ids), LOOKED_UP):
        some = ids[at : at + LOOKED_UP]
        found = {document.id for document in backend.get(some)}
        yield from (f"article {one}: not in the index" for one in some if one not in found)
    if backend.count() > len(ids):
        yield f"the index holds {backend.count()} documents for {len(ids)} articles"
