"""`index` and `rebuild`: the same steps, into the generation in use or into a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from archive import Archive, Site
from indexer.build import generation
from indexer.build.noticing import notice
from indexer.build.putting import Target, hand_on, read_due, rename
from indexer.build.report import Indexed, Progress
from indexer.build.swap import rehearse, see_loss
from indexer.build.versions import Versions
from indexer.errors import IndexMissing
from indexer.pages import PageTable, live_addresses
from indexer.search import engines


def index(
    folder: Path,
    archive: Archive,
    sites: Mapping[str, Site],
    progress: Progress | None = None,
    *,
    processes: int = 1,
) -> Indexed:
    """Bring data/index up to date with the archive, the declarations and the rules of reading.

    Args:
        processes: that read pages, when there are more than a few.

    Raises:
        IndexOutdated: the index is of another version; `rebuild` makes it anew.
        ArchiveShrunk: the archive ends before what was indexed of it.
        ReaderEnded: a process does not start; the next run goes on from the last batch.
        NotWritable: data/index cannot be written.
    """
    with generation.writing(folder):
        try:
            now = generation.current(folder)
        except IndexMissing:
            return _make(folder, archive, sites, progress, processes, use=True, accept_loss=False)
        generation.prune(folder)
        with _opened(now, sites) as live:
            return _catch_up(live, archive, progress, processes)


def rebuild(
    folder: Path,
    archive: Archive,
    sites: Mapping[str, Site],
    progress: Progress | None = None,
    *,
    use: bool = True,
    accept_loss: bool = False,
    processes: int = 1,
) -> Indexed:
    """Make the index anew beside the live one, rehearse it, and swap it in if `use`.

    Args:
        accept_loss: swap it in though articles of the live one are missing in it.
        processes: that read pages, when there are more than a few.

    Raises:
        RehearsalFailed: the new index does not hold what it should; the live one stays.
        ReaderEnded: a process does not start; the live index stays.
        NotWritable: data/index cannot be written.
    """
    with generation.writing(folder):
        return _make(folder, archive, sites, progress, processes, use=use, accept_loss=accept_loss)


def _make(
    folder: Path,
    archive: Archive,
    sites: Mapping[str, Site],
    progress: Progress | None,
    processes: int,
    *,
    use: bool,
    accept_loss: bool,
) -> Indexed:
    made = generation.fresh(folder)
    with _opened(made, sites) as new:
        report = _catch_up(new, archive, progress, processes)
        rehearse(new.table, new.backend)
        if not accept_loss:
            live = generation.named(folder)
            see_loss(live_addresses(live / "articles.db") if live else [], new.table)
    if use:
        generation.use(folder, made)
    else:
        generation.prune(folder)
    return report


@contextmanager
def _opened(folder: Path, sites: Mapping[str, Site]) -> Iterator[Target]:
    table = PageTable(folder / "articles.db")
    try:
        backend = engines.opened(folder, create=True)
        try:
            yield Target(table, backend, Versions(dict(sites)))
        finally:
            backend.close()
    finally:
        table.close()


def _catch_up(to: Target, archive: Archive, progress: Progress | None, processes: int) -> Indexed:
    report = Indexed()
    hand_on(to, report)
    report.captures = notice(to.table, archive, to.versions)
    read_due(to, archive, report, progress or (lambda done, total: None), processes)
    rename(to, report)
    report.total = to.table.count()
    return report
