"""The whole way once more, from captures to documents, compared with what the index holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from archive import Archive
from indexer.article import Article
from indexer.build import generation
from indexer.build.side_by_side import read_all
from indexer.build.versions import Versions
from indexer.document import document
from indexer.pages import Articles, PageRead, StoredPage, loaded
from indexer.pages.reading import Captured, read_pages
from indexer.search import engines
from indexer.search.backend import SearchBackend

AT_ONCE = 200  # pages and documents compared in one step
REBUILD = "`hronika rebuild` makes the index anew"


def reread(
    index: Path, archive: Archive, versions: Versions, tell: Callable[[int, int], None]
) -> Iterator[str]:
    """What reads otherwise now than the index has it, a line each; nothing if all is well.

    Pages that wait for `hronika index` (captured since, or read by another version) are no
    difference.

    Args:
        tell: called with (pages compared, pages in all).

    Raises:
        IndexMissing, IndexOutdated, IndexUnusable: there is nothing to compare.
    """
    folder = generation.current(index)
    with (
        closing(Articles(folder / "articles.db")) as articles,
        closing(engines.opened(folder)) as backend,
    ):
        yield from _pages(articles, archive, versions, tell)
        yield from _documents(articles, backend, versions)


def _pages(
    articles: Articles, archive: Archive, versions: Versions, tell: Callable[[int, int], None]
) -> Iterator[str]:
    reached, total, done = articles.reached("captures"), articles.count_pages(), 0
    rows = articles.stored()
    while some := list(islice(rows, AT_ONCE)):
        stored = {one.url: one for one in some}
        captured = (_captured(one, archive, versions, reached) for one in some)
        due = (one for one in captured if one is not None)
        for page in read_pages(due, archive, partial(read_all, processes=0)):
            yield from _compared(page, stored[page.url])
        done += len(some)
        tell(done, total)


def _captured(
    stored: StoredPage, archive: Archive, versions: Versions, reached: int
) -> Captured | None:
    """A page to be read as the index read it; None when it waits to be read again."""
    contents = tuple(archive.contents(stored.url))
    now = (versions.read_with(stored.site), versions.named_with)
    newest = max((entry.id for entry in archive.history(stored.url)), default=0)
    waits = (stored.read_with, stored.named_with) != now or newest > reached
    if waits or stored.site in versions.broken:
        return None
    return Captured(stored.url, versions.site(stored.site, stored.url), *now, contents)


def _compared(page: PageRead, stored: StoredPage) -> Iterator[str]:
    now = page.found if isinstance(page.found, Article) else None
    before = loaded(stored.value) if stored.value else None
    if now != before:
        what = "another article" if now and before else "an article" if now else "none"
        yield f"{page.url}: read again it is {what} than the index has; {REBUILD}"


def _documents(articles: Articles, backend: SearchBackend, versions: Versions) -> Iterator[str]:
    waiting = frozenset(articles.waiting())
    ids = (one for one in articles.ids() if one not in waiting)
    while some := list(islice(ids, AT_ONCE)):
        found = {one.id: one for one in backend.get(some)}
        for article_id in some:
            article = articles.get(article_id)
            known = found.get(article_id)
            if article is None or known is None:
                continue  # told by `inconsistencies`, or gone meanwhile
            if document(article, versions.site(article.site, article.url)) != known:
                yield f"article {article_id}: the search index has another text of it; {REBUILD}"
