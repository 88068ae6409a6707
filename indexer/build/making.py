"""`index` and `rebuild`: the same steps, into the generation in use or into a new one."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive import Archive, Site
from archive.log import fields
from indexer.build import generation
from indexer.build.noticing import notice
from indexer.build.putting import Target, hand_on, read_due, rename, settle_people
from indexer.build.report import Indexed, Progress
from indexer.build.swap import rehearse, see_loss, see_unread
from indexer.build.versions import Versions
from indexer.errors import IndexMissing
from indexer.naming.people.decisions import NO_DECISIONS, Decisions
from indexer.pages import PageTable, live_addresses
from indexer.search import engines

log = logging.getLogger(__name__)


def index(
    folder: Path,
    archive: Archive,
    sites: Mapping[str, Site],
    progress: Progress | None = None,
    *,
    broken: Collection[str] = (),
    processes: int = 1,
    decisions: Decisions = NO_DECISIONS,
) -> Indexed:
    """Bring data/index up to date with the archive, the declarations and the rules of reading.

    Args:
        broken: sites whose declaration cannot be used; their pages stay as they are.
        processes: that read pages, when there are more than a few.
        decisions: of editors, about persons.

    Raises:
        IndexOutdated: the index is of another version; `rebuild` makes it anew.
        ArchiveShrunk: the archive ends before what was indexed of it.
        ReaderEnded: a process does not start; the next run goes on from the last batch.
        NotWritable: data/index cannot be written.
    """
    run = _Run(archive, Versions(dict(sites), frozenset(broken)), progress, processes, decisions)
    with generation.writing(folder):
        try:
            now = generation.current(folder)
        except IndexMissing:
            with _fresh(folder, run, use=True) as (made, report):
                rehearse(made.table, made.backend)
            return report
        generation.prune(folder)
        with _opened(now, run) as live:
            return _catch_up(live, run)


def rebuild(
    folder: Path,
    archive: Archive,
    sites: Mapping[str, Site],
    progress: Progress | None = None,
    *,
    broken: Collection[str] = (),
    use: bool = True,
    accept_loss: bool = False,
    processes: int = 1,
    decisions: Decisions = NO_DECISIONS,
) -> Indexed:
    """Make the index anew beside the live one, rehearse it, and swap it in if `use`.

    Args:
        broken: sites whose declaration cannot be used; nothing is read of them, so that the new
            index is refused if the archive has any of their pages.
        accept_loss: swap it in though articles of the live one are missing in it.
        processes: that read pages, when there are more than a few.
        decisions: of editors, about persons.

    Raises:
        RehearsalFailed: the new index does not hold what it should; the live one stays.
        ReaderEnded: a process does not start; the live index stays.
        NotWritable: data/index cannot be written.
    """
    run = _Run(archive, Versions(dict(sites), frozenset(broken)), progress, processes, decisions)
    with generation.writing(folder):
        with _fresh(folder, run, use=use) as (made, report):
            rehearse(made.table, made.backend)
            if not accept_loss:
                live = generation.named(folder)
                see_unread(made.table, run.versions.broken)
                see_loss(live_addresses(live / "articles.db") if live else [], made.table)
        return report


@dataclass(frozen=True, slots=True)
class _Run:
    """What one run reads, with what, how, and who is told of it."""

    archive: Archive
    versions: Versions
    progress: Progress | None
    processes: int
    decisions: Decisions


@contextmanager
def _fresh(folder: Path, run: _Run, *, use: bool) -> Iterator[tuple[Target, Indexed]]:
    """A new generation with all that there is; in use behind the block, unless that raises."""
    made = generation.fresh(folder)
    with _opened(made, run) as new:
        yield new, _catch_up(new, run)
    if use:
        generation.use(folder, made)
        log.info("generation.used", extra=fields(generation=made.name))
    else:
        generation.prune(folder)


@contextmanager
def _opened(folder: Path, run: _Run) -> Iterator[Target]:
    with (
        closing(PageTable(folder / "articles.db", run.decisions)) as table,
        closing(engines.opened(folder, create=True)) as backend,
    ):
        yield Target(table, backend, run.versions)


def _catch_up(to: Target, run: _Run) -> Indexed:
    report = Indexed()
    hand_on(to, report)
    report.captures = notice(to.table, run.archive, to.versions)
    tell = run.progress or (lambda done, total: None)
    read_due(to, run.archive, report, tell, run.processes)
    rename(to, report)
    settle_people(to, report)
    report.total = to.table.count()
    told = fields(captures=report.captures, pages=report.pages, articles=report.articles,
                  renamed=report.renamed, gone=report.gone, total=report.total)  # fmt: skip
    log.info("index.ended", extra=told)
    return report
