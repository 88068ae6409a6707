"""Pages read, put into the table, and their articles handed on to the search index.

A batch is one transaction of the table, which also says whose documents the index lacks (the
outbox); then the index is written, then the outbox cleared. Killed anywhere between, the next run
hands them on again: a document replaces itself by its id.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice

from archive import Archive, Entry
from indexer.build.report import Indexed, Progress
from indexer.build.side_by_side import read_all
from indexer.build.versions import Versions
from indexer.document import document
from indexer.naming import named
from indexer.pages import Due, PageTable
from indexer.pages.reading import Captured, read_pages
from indexer.search.backend import SearchBackend

BATCH = 2_000  # pages between two commits
FEW = 200  # pages that are read before other processes have even started


@dataclass(frozen=True, slots=True)
class Target:
    """A generation that is written: the table, the search index, and with what pages are read."""

    table: PageTable
    backend: SearchBackend
    versions: Versions


def read_due(to: Target, archive: Archive, report: Indexed, tell: Progress, processes: int) -> None:
    """Read every page that is due, newest first, until none is; commit batch by batch."""
    while due := to.table.count_due(to.versions.broken):
        captured = (_captured(to, archive, one) for one in to.table.due(to.versions.broken))
        read = partial(read_all, processes=_useful(to, due, processes))
        with to.table.change():
            to.table.reach("underway", due)
        with closing(read_pages(captured, archive, read)) as pages:
            while batch := list(islice(pages, BATCH)):
                with to.table.change():
                    for page in batch:
                        to.table.settle(page)
                        report.tell(page)
                    report.gone += to.table.put_together()
                    to.table.settle_people()
                hand_on(to, report)
                tell(report.pages, max(due, report.pages))
    with to.table.change():
        to.table.reach("underway", 0)
        report.gone += to.table.put_together()
    hand_on(to, report)


def settle_people(to: Target, report: Indexed) -> None:
    """Settle who is who among the names of this run and by the editors' decisions."""
    with to.table.change():
        to.table.settle_people()
    hand_on(to, report)


def rename(to: Target, report: Indexed) -> None:
    """Name the persons and sources of every page anew that was named with other rules."""
    while some := to.table.unnamed(to.versions.named_with):
        with to.table.change():
            for url, article in some:
                to.table.rename(url, named(article), to.versions.named_with)
            to.table.put_together()
            to.table.settle_people()
        report.renamed += len(some)
        hand_on(to, report)


def hand_on(to: Target, report: Indexed) -> None:
    """Bring the search index to what the table has."""
    waiting = to.table.waiting()
    if not waiting:
        return
    articles = [(one, to.table.assembled(one)) for one in waiting]
    put = [a for _, a in articles if a is not None]
    documents = (document(a, to.versions.site(a.site, a.url)) for a in put)
    written = to.backend.write(documents, [one for one, a in articles if a is None])
    with to.table.change():
        to.table.delivered()
        for article_id, why in written.refused.items():
            to.table.refuse(article_id, why)
            report.refused.append(f"{article_id}: {why}")
    report.articles += len(put) - len(written.refused)


def _when(entry: Entry) -> tuple[datetime, int]:
    return entry.fetched, entry.id


def _captured(to: Target, archive: Archive, due: Due) -> Captured:
    contents = tuple(archive.contents(due.url))
    key = max((e for c in contents for e in c), key=_when).site if contents else due.site
    read_with = to.versions.read_with(key)
    return Captured(
        url=due.url,
        site=to.versions.site(key, due.url),
        read_with=read_with,
        named_with=to.versions.named_with,
        contents=contents,
        known=to.table.passed(due.url, read_with),
        wordings=to.table.wordings(due.url, read_with),
    )


def _useful(to: Target, due: int, processes: int) -> int:
    """How many processes read: none but this one for a few pages, unless one ended this one."""
    ended = to.table.reached("underway")
    return processes if due > FEW or ended else 0
