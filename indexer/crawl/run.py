"""One crawl of one site, from robots.txt to the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from archive.address import same_site
from archive.capture import Capture, Refusal
from archive.config import Settings
from archive.entry import Entry
from archive.site import Site
from archive.store import Archive
from indexer.crawl.discover import Discovery, discover
from indexer.crawl.fetch import MOVED, Answer, Fetcher, Refused
from indexer.crawl.frontier import Frontier, Turn, belongs
from indexer.crawl.outcome import OFFLINE, CrawlReport, Outcome, Progress
from indexer.crawl.robots import allowed, fetch_robots
from indexer.crawl.schedule import Due, Listing, due

PATIENCE = 5
"""Failures of the server in a row after which a crawl leaves it alone until the next run."""

HTML = frozenset({"text/html", "application/xhtml+xml"})
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
    fetcher = Fetcher(site, settings)
    run = _Run(site, archive, fetcher, progress or (lambda _: None), now or datetime.now(UTC))
    try:
        return run.run(limit, since)
    finally:
        fetcher.close()


class _Run:
    def __init__(
        self, site: Site, archive: Archive, fetcher: Fetcher, tell: Listen, now: datetime
    ) -> None:
        self.site, self.archive, self.fetcher, self.tell, self.now = (
            site, archive, fetcher, tell, now,
        )  # fmt: skip
        self.outcomes: Counter[str] = Counter()
        self.frontier = Frontier()
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
        self.rules = robots.rules()
        self.fetcher.delay = max(self.site.delay, robots.delay)
        self.tell(Progress(0, 0, self.site.address, "lists"))
        found = discover(self.site, robots.sitemaps, self.fetcher, since)
        self.problems += found.problems
        self._plan(found, since)
        self._ask_all(limit)
        return self._report(len(found.pages))

    def _plan(self, found: Discovery, since: datetime | None) -> None:
        known = {entry.url: entry for entry in self.archive.latest(self.site.key)}
        refused = {refusal.url: refusal for refusal in self.archive.refusals(self.site.key)}
        listed_before = self.archive.remembered(self.site.key)
        crawled = {url for url, entry in known.items() if entry.how == "crawl"}
        for url in [*found.pages, *sorted(crawled - found.pages.keys())]:
            changed = found.pages.get(url)
            if not belongs(self.site, url) or (since and changed and changed < since):
                continue
            missing = bool(found.listed) and url not in found.listed
            listing = Listing(changed, listed_before.get(url), missing)
            self._consider(url, known.get(url), refused.get(url), listing)

    def _consider(
        self, url: str, known: Entry | None, refused: Refusal | None, listing: Listing
    ) -> None:
        why = due(known, refused, listing, stable=self._stable(known), now=self.now)
        if why is None:
            self.not_due += 1
        else:
            self.frontier.add(url, why, listing.changed)

    def _stable(self, known: Entry | None) -> timedelta:
        """How long a page had been the same when it was looked at last."""
        if known is None:
            return timedelta()
        held = [e.fetched for e in self.archive.history(known.url) if e.kind != "revisit"]
        return known.fetched - max(held, default=known.fetched)

    def _ask_all(self, limit: int | None) -> None:
        for done, turn in enumerate(self.frontier, 1):
            if not allowed(self.rules, turn.url):
                outcome = self._refuse(turn.url, Outcome.ROBOTS)
            else:
                outcome = self._ask(turn)
            self.outcomes[outcome] += 1
            self.tell(Progress(done, done + len(self.frontier), turn.url, outcome))
            if self.stopped or (limit is not None and self._asked() >= limit):
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
        if turn.listed is not None:
            self.archive.remember(self.site.key, turn.url, turn.listed)
        return self._answered(turn, said)

    def _failed(self, said: Refused) -> Outcome:
        self.failures = self.failures + 1 if said.outcome in OFFLINE else 0
        if self.failures >= PATIENCE:
            self._stop(said)
        return self._refuse(said.url, said.outcome, said.detail)

    def _answered(self, turn: Turn, said: Answer) -> Outcome:
        match said.status:
            case 200:
                return self._keep(said)
            case 304:
                return self._unmodified(said)
            case 404 | 410:
                self.archive.bury(turn.url, self.site.key, said.asked, f"answers {said.status}")
                return self._refuse(turn.url, Outcome.GONE, str(said.status))
            case status if status in MOVED:
                return self._moved(turn, said)
            case status:
                return self._refuse(turn.url, Outcome.CLIENT_ERROR, str(status))

    def _keep(self, said: Answer) -> Outcome:
        refusal = unfit(said)
        if refusal is not None:
            return self._refuse(said.url, refusal, said.headers.get("content-type", ""))
        capture = Capture(
            site=self.site.key,
            url=said.url,
            fetched=said.asked,
            body=said.body,
            headers=said.headers,
        )
        return Outcome(self.archive.keep(capture).outcome)

    def _unmodified(self, said: Answer) -> Outcome:
        if self.archive.last(said.url) is None:
            return self._refuse(said.url, Outcome.CLIENT_ERROR, "304 to what was never asked")
        kept = self.archive.unmodified(self.site.key, said.url, said.asked, dict(said.headers))
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
        self.archive.refuse(Refusal(self.site.key, url, datetime.now(UTC), reason, detail))
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


def unfit(said: Answer) -> Outcome | None:
    """Why an answer of 200 is not kept: it is empty, or no HTML in name or in fact."""
    if not said.body.strip():
        return Outcome.EMPTY
    kind = said.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    return None if kind in HTML and looks_like_text(said.body) else Outcome.NOT_HTML


def looks_like_text(body: bytes) -> bool:
    """Whether the beginning of some bytes can be text of any encoding that newspapers used."""
    start = body[:2048]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    strange = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in start)
    return strange * 50 <= len(start)
