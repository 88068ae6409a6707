"""One crawl of one site, from robots.txt to the report."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from types import MappingProxyType

from archive.address import same_site
from archive.capture import Capture
from archive.config import Settings
from archive.entry import Entry
from archive.fit import unfit
from archive.log import fields
from archive.site import Site
from archive.store import Archive
from indexer.article import Article
from indexer.build.bounded import within_bounds
from indexer.crawl.discover import discover
from indexer.crawl.fetch import MOVED, Answer, Fetcher, Refused
from indexer.crawl.found import Discovery
from indexer.crawl.frontier import Frontier, Turn, belongs
from indexer.crawl.memory import Memory
from indexer.crawl.outcome import OFFLINE, CrawlReport, Outcome, Progress, Refusal
from indexer.crawl.planning import known_addresses
from indexer.crawl.robots import fetch_robots
from indexer.crawl.schedule import Due, Listing, due
from indexer.extract import read
from indexer.pages import text_digest

PATIENCE = 5
"""Failures of the server in a row after which a crawl leaves it alone until the next run."""

log = logging.getLogger(__name__)
Listen = Callable[[Progress], None]


def crawl(
    site: Site,
    archive: Archive,
    settings: Settings,
    *,
    limit: int | None = None,
    since: datetime | None = None,
    progress: Listen | None = None,
    now: datetime | None = None,
) -> CrawlReport:
    """Fetch what is new or changed on a site into the archive.

    Args:
        archive: open for writing; each page is durable there before the next is asked for.
        limit: how many pages may be asked for; None is no limit.
        since: pages that the site's lists say are older are left out.
        now: the moment that decides what is due; the present one when None.

    Returns:
        The report; `report.ok` is False when the site is down or forbids everything.
    """
    with closing(Fetcher(site, settings)) as fetcher, closing(Memory(settings.crawl)) as memory:
        tell, moment = progress or (lambda _: None), now or datetime.now(UTC)
        log.info("crawl.began", extra=fields(site=site.key, recovered=archive.recovered.taken))
        report = _Run(site, archive, memory, fetcher, tell, moment).run(limit, since)
    _told(report)
    return report


class _Run:
    def __init__(
        self,
        site: Site,
        archive: Archive,
        memory: Memory,
        fetcher: Fetcher,
        tell: Listen,
        now: datetime,
    ) -> None:
        self.site, self.archive, self.memory = site, archive, memory
        self.fetcher, self.tell, self.now = fetcher, tell, now
        self.outcomes: Counter[str] = Counter()
        self.frontier = Frontier(memory, site.key)
        self.problems: list[str] = []
        self.not_due = 0
        self.failures = 0
        self.stopped = ""

    def run(self, limit: int | None, since: datetime | None) -> CrawlReport:
        self.tell(Progress(0, 0, self.site.address, "robots.txt"))
        robots = fetch_robots(self.fetcher, self.site.address)
        if robots.refused:
            self._stop(robots.refused)
            return self._report(0)
        self.fetcher.allows = robots.allows
        self.fetcher.delay = max(self.site.delay, robots.delay)
        self.tell(Progress(0, 0, self.site.address, "lists"))
        found = discover(self.site, robots.sitemaps, self.fetcher, since, self._is_known)
        self.problems += found.problems
        with self.memory.together():
            self._plan(found, since)
        if found.stopped:
            self._stop(found.stopped)
        else:
            self._ask_all(limit)
        return self._report(len(found.pages))

    def _is_known(self, url: str) -> bool:
        return self.archive.last(url) is not None

    def _plan(self, found: Discovery, since: datetime | None) -> None:
        """What is due, of all that the lists, the archive and the memory name."""
        for known in known_addresses(found.pages, self.site, self.memory, self.archive):
            url = known.url
            changed = found.pages.get(url)
            if not belongs(self.site, url) or (since and changed and changed < since):
                continue
            missing = found.whole and url not in found.listed
            why = due(known, Listing(changed, known.listed, missing), now=self.now)
            if why is None:
                self.not_due += 1
            else:
                self.frontier.add(url, why, changed)

    def _ask_all(self, limit: int | None) -> None:
        while (turn := self.frontier.first()) and (limit is None or self._asked() < limit):
            outcome = self._ask(turn)
            self.frontier.asked(turn)
            self.outcomes[outcome] += 1
            done = self.outcomes.total()
            self.tell(Progress(done, done + len(self.frontier), turn.url, outcome))
            if self.stopped:
                return

    def _asked(self) -> int:
        return self.outcomes.total() - self.outcomes[Outcome.ROBOTS]

    def _ask(self, turn: Turn) -> Outcome:
        before = self.archive.last(turn.url)
        etag, modified = (before.etag, before.modified) if before else (None, None)
        said = self.fetcher.get(turn.url, etag=etag, modified=modified)
        if isinstance(said, Refused):
            return self._failed(said)
        self.failures = 0
        return self._answered(turn, said)

    def _failed(self, said: Refused) -> Outcome:
        if said.outcome is not Outcome.ROBOTS:  # it was not asked
            self.failures = self.failures + 1 if said.outcome in OFFLINE else 0
        if self.failures >= PATIENCE:
            self._stop(said)
        return self._refuse(said.url, said.outcome, said.detail)

    def _answered(self, turn: Turn, said: Answer) -> Outcome:
        match said.status:
            case 200:
                return self._keep(said, turn.listed)
            case 304:
                return self._unmodified(said, turn.listed)
            case 404 | 410:
                self.archive.bury(turn.url, self.site.key, said.asked, f"answers {said.status}")
                return self._refuse(turn.url, Outcome.GONE, str(said.status))
            case status if status in MOVED:
                return self._moved(turn, said)
            case status:
                return self._refuse(turn.url, Outcome.CLIENT_ERROR, str(status))

    def _keep(self, said: Answer, listed: datetime | None) -> Outcome:
        kind = said.headers.get("content-type")
        why = unfit(said.body, kind)
        if why is not None:
            refusal = Outcome.EMPTY if why == "empty" else Outcome.NOT_HTML
            return self._refuse(said.url, refusal, kind or "")
        before = self.archive.last(said.url)
        capture = Capture(
            site=self.site.key,
            url=said.url,
            fetched=said.asked,
            body=said.body,
            headers=said.headers,
        )
        kept = self.archive.keep(capture)
        same, digest = kept.outcome == "unchanged", None
        if kept.outcome == "changed" and before is not None:
            same, digest = self._same_text(capture, before)
        self._looked(said, listed, same=same, digest=digest)
        return Outcome(kept.outcome)

    def _same_text(self, capture: Capture, before: Entry) -> tuple[bool, str]:
        """Whether other bytes say the same: a counter, a nonce, rotating boxes are no news."""
        digest = text_of(capture, self.site)
        known = self.memory.at(capture.url).text_digest
        if known is None:
            known = text_of(self.archive.read(before.id), self.site)
        return digest == known, digest

    def _looked(
        self, said: Answer, listed: datetime | None, *, same: bool, digest: str | None = None
    ) -> None:
        self.memory.looked(
            self.site.key, said.url, said.asked, same=same, digest=digest, listed=listed
        )

    def _unmodified(self, said: Answer, listed: datetime | None) -> Outcome:
        if self.archive.last(said.url) is None:
            return self._refuse(said.url, Outcome.CLIENT_ERROR, "304 to what was never asked")
        kept = self.archive.unmodified(self.site.key, said.url, said.asked, dict(said.headers))
        self._looked(said, listed, same=True)
        return Outcome(kept.outcome)

    def _moved(self, turn: Turn, said: Answer) -> Outcome:
        where = said.location
        if where is None:
            return self._refuse(turn.url, Outcome.CLIENT_ERROR, "a redirect that leads nowhere")
        if where in (*turn.via, turn.url) or turn.last_hop:
            return self._refuse(turn.url, Outcome.TOO_MANY_REDIRECTS, where)
        if same_site(where, self.site.address):
            self.frontier.add(where, Due.NEW, via=(*turn.via, turn.url))
        return self._refuse(turn.url, Outcome.REDIRECT, where)

    def _refuse(self, url: str, reason: Outcome, detail: str = "") -> Outcome:
        self.memory.refuse(Refusal(self.site.key, url, datetime.now(UTC), reason, detail))
        return reason

    def _stop(self, said: Refused) -> None:
        self.stopped = f"{said.url} is {said.outcome}" + (
            f" ({said.detail})" if said.detail else ""
        )

    def _report(self, found: int) -> CrawlReport:
        return CrawlReport(
            site=self.site.key,
            outcomes=MappingProxyType(dict(self.outcomes.most_common())),
            found=found,
            not_due=self.not_due,
            left=len(self.frontier),
            requests=self.fetcher.requests,
            problems=tuple(self.problems),
            stopped=self.stopped,
        )


def _told(report: CrawlReport) -> None:
    for problem in report.problems:
        log.warning("list.failed", extra=fields(site=report.site, problem=problem))
    told = fields(site=report.site, found=report.found, requests=report.requests,
                  left=report.left, stopped=report.stopped, **report.outcomes)  # fmt: skip
    log.log(logging.INFO if report.ok else logging.WARNING, "crawl.ended", extra=told)


def text_of(capture: Capture, site: Site) -> str:
    """A digest of the text that a page is read as; one and the same for all that is no article."""
    found = within_bounds(lambda: read(capture, site), capture.url)
    return text_digest(found) if isinstance(found, Article) else ""
