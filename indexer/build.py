"""The index brought up to date with the archive, or made anew beside the live one.

    index     what came since the last time, into the generation in use
    rebuild   everything, into a new generation; rehearsed; then swapped in

Both read data/archive only, never the network. A crash leaves the generation in use as it was, or
with articles that the next run puts again: each is replaced by its id, so nothing doubles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from archive import Archive, Capture, Site
from archive.errors import DamagedRecord
from indexer import generation
from indexer.article import Article
from indexer.articles import Articles
from indexer.document import document
from indexer.errors import IndexMissing
from indexer.rehearsal import rehearse
from indexer.search import engines
from indexer.search.backend import Document, SearchBackend
from indexer.side_by_side import Given, Read, read_all

BATCH = 2_000  # captures between two commits
FEW = 200  # captures that are read before other processes have even started

Progress = Callable[[int, int], None]
"""Called with how many captures were read and how many there are to read."""


@dataclass(slots=True)
class Indexed:
    """What a run did: captures read, articles put, pages passed over by reason, articles gone.

    `superseded` captures were not read: the same page was fetched again later with other bytes.
    """

    captures: int = 0
    articles: int = 0
    gone: int = 0
    superseded: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    damaged: list[DamagedRecord] = field(default_factory=list)
    total: int = 0


@dataclass(slots=True)
class _Generation:
    """A generation being written."""

    folder: Path
    articles: Articles
    backend: SearchBackend
    sites: dict[str, Site]

    def site_of(self, capture: Capture) -> Site:
        """The declaration; for a site that nobody declares any more, a bare one."""
        if capture.site not in self.sites:
            parts = urlsplit(capture.url)
            root = f"{parts.scheme}://{parts.netloc}/"
            self.sites[capture.site] = Site(key=capture.site, name=capture.site, address=root)
        return self.sites[capture.site]


def index(
    folder: Path,
    archive: Archive,
    sites: dict[str, Site],
    progress: Progress | None = None,
    *,
    processes: int = 1,
) -> Indexed:
    """Bring data/index up to date with the archive.

    Args:
        processes: that read captures, when there are more than FEW.

    Raises:
        IndexOutdated: the index is of another version; `rebuild` makes it anew.
        ReaderEnded: a process was killed; the next run goes on from the last batch.
        NotWritable: data/index cannot be written.
    """
    with generation.writing(folder):
        try:
            now = generation.current(folder)
        except IndexMissing:
            return _make(folder, archive, sites, progress, processes, use=True)
        generation.prune(folder)
        with _opened(now, sites) as live:
            return _catch_up(live, archive, progress, processes)


def rebuild(
    folder: Path,
    archive: Archive,
    sites: dict[str, Site],
    progress: Progress | None = None,
    *,
    use: bool = True,
    processes: int = 1,
) -> Indexed:
    """Make the index anew beside the live one, rehearse it, and swap it in if `use`.

    Args:
        processes: that read captures, when there are more than FEW.

    Raises:
        RehearsalFailed: the new index does not hold what it should; the live one stays.
        ReaderEnded: a process was killed; the live index stays.
        NotWritable: data/index cannot be written.
    """
    with generation.writing(folder):
        return _make(folder, archive, sites, progress, processes, use=use)


def _make(
    folder: Path,
    archive: Archive,
    sites: dict[str, Site],
    progress: Progress | None,
    processes: int,
    *,
    use: bool,
) -> Indexed:
    made = generation.fresh(folder)
    with _opened(made, sites) as new:
        report = _catch_up(new, archive, progress, processes)
        rehearse(new.articles, new.backend)
    if use:
        generation.use(folder, made)
    else:
        generation.prune(folder)
    return report


@contextmanager
def _opened(folder: Path, sites: dict[str, Site]) -> Iterator[_Generation]:
    articles = Articles(folder / "articles.db", create=True)
    backend = engines.opened(folder, create=True)
    try:
        yield _Generation(folder, articles, backend, dict(sites))
    finally:
        backend.close()
        articles.close()


def _catch_up(
    to: _Generation, archive: Archive, progress: Progress | None, processes: int
) -> Indexed:
    tell = progress or (lambda done, total: None)
    report = Indexed()
    reached = to.articles.reached("captures")
    waiting = sum(entry.kind != "revisit" for entry in archive.captures(reached))
    given = _given(to, archive, archive.stream(reached, damaged=report.damaged))
    with closing(read_all(given, processes if waiting > FEW else 1)) as captures:
        while batch := list(_told(islice(captures, BATCH), report, lambda n: tell(n, waiting))):
            _put(to, batch, report)
    with to.articles.change():
        _bury(to, archive, report)
        to.articles.label_people()
    report.total = to.articles.count()
    return report


def _given(to: _Generation, archive: Archive, captures: Iterable[Capture]) -> Iterator[Given]:
    """Captures to be read, each with its site.

    Of a page captured several times only the bytes that were fetched last are read: an old copy
    may be imported after a newer one was crawled.
    """
    for capture in captures:
        newest = archive.last(capture.url)
        superseded = newest is not None and newest.digest != capture.digest
        yield capture, None if superseded else to.site_of(capture)


def _told(captures: Iterable[Read], report: Indexed, tell: Callable[[int], None]) -> Iterator[Read]:
    for one in captures:
        report.captures += 1
        tell(report.captures)
        yield one


def _put(to: _Generation, batch: list[Read], report: Indexed) -> None:
    """A batch of captures into the article table and the index."""
    documents: dict[str, Document] = {}
    with to.articles.change():
        for capture in batch:
            match capture.found:
                case Article() as article:
                    to.articles.put(article, capture.url)
                    documents[article.id] = document(article, to.sites[article.site])
                case None:
                    report.superseded += 1
                case reason:
                    report.passed_over[reason.reason] += 1
                    to.articles.pass_over(reason, capture.id)
        to.backend.write(documents.values())
        to.articles.reach("captures", batch[-1].id)
    report.articles += len(documents)


def _bury(to: _Generation, archive: Archive, report: Indexed) -> None:
    """Mark the articles whose pages vanished."""
    for stone in archive.tombstones(to.articles.reached("tombstones")):
        if stone.lifted is None and to.articles.mark_gone(stone.url, stone.when):
            report.gone += 1
        to.articles.reach("tombstones", stone.seq)
