"""A crawl: several sites at once, each at its own pace, into one archive.

Threads ask (`worker`), one for each host; this one keeps, in rounds: what came within a tenth of a
second is made durable together, the archive first and then the memory, so that the memory never
knows of a page that is not on the disk. A kill loses a round at most, and that is asked again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from datetime import datetime

from archive.address import host_of
from archive.capture import Capture
from archive.config import Settings
from archive.errors import HronikaError
from archive.log import fields
from archive.site import Site
from archive.store import Archive
from indexer.crawl.clock import Clock
from indexer.crawl.fetch import Fetcher
from indexer.crawl.memory import Memory
from indexer.crawl.outcome import CrawlReport, Progress
from indexer.crawl.site_run import Asked, SiteRun, Steps
from indexer.crawl.text import is_article
from indexer.crawl.worker import Done, Workers

ROUND = 0.1  # seconds

log = logging.getLogger(__name__)
Listen = Callable[[Progress], None]


def crawl(
    site: Site,
    archive: Archive,
    settings: Settings,
    *,
    limit: int | None = None,
    since: datetime | None = None,
    despite: bool = False,
    progress: Listen | None = None,
    now: datetime | None = None,
) -> CrawlReport:
    """Fetch what is new or changed on a site into the archive; see `crawl_sites`.

    Returns:
        The report; `report.ok` is False when the site is down, forbids everything, wants to be left
        alone, or names nothing.
    """
    asked = Asked(limit, since, despite)
    (report,) = crawl_sites([site], archive, settings, asked, progress=progress, now=now)
    return report


def crawl_sites(
    sites: Iterable[Site],
    archive: Archive,
    settings: Settings,
    asked: Asked | None = None,
    *,
    progress: Listen | None = None,
    now: datetime | None = None,
) -> list[CrawlReport]:
    """Fetch what is new or changed on several sites, at the same time.

    Whatever one of them does ends its own run alone.

    Args:
        archive: open for writing; each page is durable there before `progress` hears of it.
        asked: what is asked of each run.
        now: the moment at which the runs' clock begins; the present one when None. What is due is
            decided and remembered by it; the archive keeps the true times.

    Raises:
        HronikaError: archive or memory cannot be written; what was kept is kept.
    """
    clock, asked = Clock(now), asked or Asked()
    with ExitStack() as stack:
        memory = stack.enter_context(closing(Memory(settings.crawl)))
        workers = Workers[SiteRun]()

        def tells(page: Capture, of: Site) -> bool:
            return workers.here(lambda: is_article(page, of))

        runs = []
        for site in sites:
            fetcher = stack.enter_context(closing(Fetcher(site, settings)))
            runs.append(SiteRun(site, archive, memory, fetcher, clock, tells))
            log.info("crawl.began", extra=fields(site=site.key, recovered=archive.recovered.taken))
        stack.callback(workers.close)  # before the connections that they use
        _Crawl(archive, memory, workers, progress or (lambda _: None)).go(runs, asked)
    reports = [run.report() for run in runs]
    for report in reports:
        _told(report)
    return reports


class _Crawl:
    """Gives the threads their work, and what they bring to the run that asked for it."""

    def __init__(
        self, archive: Archive, memory: Memory, workers: Workers[SiteRun], tell: Listen
    ) -> None:
        self._archive, self._memory = archive, memory
        self._workers, self._tell = workers, tell
        self._under_way: dict[SiteRun, Steps] = {}

    def go(self, runs: list[SiteRun], asked: Asked) -> None:
        for run in runs:
            self._under_way[run] = run.steps(asked)
            self._go_on(run, Done(run))
        self._tell_all(runs)
        while self._under_way and (done := self._workers.next()):
            self._round(done)
            self._tell_all(runs)

    def _round(self, first: Done[SiteRun]) -> None:
        """Settle what comes within the time of a round, and make it durable together."""
        ends = time.monotonic() + ROUND
        with self._memory.together(), self._archive.batch():
            done: Done[SiteRun] | None = first
            while done is not None:
                self._go_on(done.whose, done)
                left = ends - time.monotonic()
                done = self._workers.next(left) if left > 0 and self._under_way else None

    def _go_on(self, run: SiteRun, done: Done[SiteRun]) -> None:
        """A run's next step; what nobody foresaw ends this run, and what is ours ends all."""
        steps = self._under_way[run]
        try:
            job = steps.throw(done.error) if done.error else steps.send(done.value)
        except StopIteration:
            del self._under_way[run]
        except HronikaError:
            raise
        except Exception as error:  # the boundary: whatever one site does, the others go on
            del self._under_way[run]
            run.failed(error)
            log.error("crawl.failed", extra=fields(site=run.site.key), exc_info=error)
        else:
            host = host_of(run.site.address).removeprefix("www.")
            self._workers.give(host, run, job, run.fetcher.delay)

    def _tell_all(self, runs: list[SiteRun]) -> None:
        for run in runs:
            told, run.progress = run.progress, []
            for step in told:
                self._tell(step)


def _told(report: CrawlReport) -> None:
    for problem in report.problems:
        log.warning("list.failed", extra=fields(site=report.site, problem=problem))
    told = fields(site=report.site, found=report.found, requests=report.requests,
                  left=report.left, stopped=report.stopped, **report.outcomes)  # fmt: skip
    log.log(logging.INFO if report.ok else logging.WARNING, "crawl.ended", extra=told)
