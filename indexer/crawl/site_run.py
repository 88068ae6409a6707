"""One run of one site, from robots.txt to the report: steps between which the network is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from archive.site import Site
from archive.store import Archive
from indexer.crawl import days
from indexer.crawl.answers import Answers
from indexer.crawl.clock import Clock
from indexer.crawl.discover import discover
from indexer.crawl.fetch import Answer, Fetcher, Refused
from indexer.crawl.found import Discovery
from indexer.crawl.frontier import Frontier, Turn, belongs
from indexer.crawl.gone import Vanished
from indexer.crawl.memory import Memory
from indexer.crawl.outcome import CrawlReport, Outcome, Progress
from indexer.crawl.patience import Leave, Patience
from indexer.crawl.planning import known_addresses
from indexer.crawl.rests import lay_to_rest, rests, wake
from indexer.crawl.robots import fetch_robots
from indexer.crawl.schedule import Due, Listing, due
from indexer.crawl.sections import Tells
from indexer.crawl.worker import Job

KEPT = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)
Steps = Generator[Job, Any, None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a run.

    Attributes:
        limit: how many pages may be asked for; None is no limit.
        since: pages that the site's lists say are older are left out.
        despite: go on though the site wants to be left alone.
    """

    limit: int | None = None
    since: datetime | None = None
    despite: bool = False


class SiteRun:
    """A run under way; `steps` are its course, and `report` is true at any time."""

    def __init__(
        self,
        site: Site,
        archive: Archive,
        memory: Memory,
        fetcher: Fetcher,
        clock: Clock,
        tells: Tells,
    ) -> None:
        self.site, self.archive, self.memory = site, archive, memory
        self.fetcher, self.clock, self._tells = fetcher, clock, tells
        self.outcomes: Counter[str] = Counter()
        self.problems: list[str] = []
        self.progress: list[Progress] = []  # not told yet
        self.stopped = ""
        self._found = self._not_due = self._left = 0
        self._patience = Patience()

    def steps(self, asked: Asked) -> Steps:
        """The run; gives what the network is to be asked, and is sent the answer."""
        why = rests(self.memory, self.site.key, self.clock())
        if why and not asked.despite:
            self.stopped = why
            return
        self._step(0, 0, self.site.address, "robots.txt")
        robots = yield partial(fetch_robots, self.fetcher, self.site.address)
        if robots.refused:
            self._leave(Leave.of(robots.refused))
            return
        self.fetcher.allows = robots.allows
        self.fetcher.delay = max(self.site.delay, robots.delay)
        self._step(0, 0, self.site.address, "lists")
        found = yield partial(
            discover, self.site, robots.sitemaps, self.fetcher, asked.since, self.memory.knows,
            self._tells,
        )  # fmt: skip
        self._take_up()
        self._plan(found, asked.since)
        listed = bool(found.pages) or asked.since is not None
        leave = Leave.of(found.stopped) if found.stopped else None
        del found  # a million addresses would be held until the end
        if leave:
            self._leave(leave)
        else:
            yield from self._ask_all(asked.limit)
        self._settle(asked, listed=listed)

    def failed(self, error: Exception) -> None:
        """Something that nobody foresaw ended the run."""
        said = " ".join(str(error).split())[:200]
        self.stopped = f"{type(error).__name__}: {said}" if said else type(error).__name__

    def report(self) -> CrawlReport:
        """What it did until now."""
        return CrawlReport(
            site=self.site.key,
            outcomes=MappingProxyType(dict(self.outcomes.most_common())),
            found=self._found,
            not_due=self._not_due,
            left=self._left,
            requests=self.fetcher.requests,
            problems=tuple(self.problems),
            stopped=self.stopped,
        )

    # Within

    def _take_up(self) -> None:
        """What a run left that did not come to its end; then the order of this one is made."""
        vanished = Vanished(self.memory, self.archive, self.site.key)
        self._problem(vanished.take_up(self.clock()))
        self._frontier = Frontier(self.memory, self.site.key)
        self._answers = Answers(
            self.site, self.archive, self.memory, self._frontier, vanished, self.clock
        )

    def _plan(self, found: Discovery, since: datetime | None) -> None:
        """What is due, of all that the lists, the archive and the memory name."""
        self.problems += found.problems
        self._found = len(found.pages)
        if not found.pages:
            self._answers.elsewhere.listed(found.elsewhere)
        now = self.clock()
        for known in known_addresses(found.pages, self.site, self.memory, self.archive):
            url = known.url
            changed = found.pages.get(url)
            if not belongs(self.site, url) or (since and changed and changed < since):
                continue
            missing = found.whole and url not in found.pages
            why = due(known, Listing(changed, known.listed, missing), now=now)
            if why is None:
                self._not_due += 1
            else:
                self._frontier.add(url, why, changed, there=known.there)
        self._left = len(self._frontier)

    def _ask_all(self, limit: int | None) -> Steps:
        while (turn := self._frontier.first()) and (limit is None or self._asked() < limit):
            said = yield self._question(turn)
            outcome = self._answers.take(turn, said)
            leave = yield from self._heard(said)
            self._frontier.asked(turn)
            self.outcomes[outcome] += 1
            self._left = len(self._frontier)
            done = self.outcomes.total()
            self._step(done, done + self._left, turn.url, outcome)
            if leave:
                self._leave(leave)
                return

    def _asked(self) -> int:
        return self.outcomes.total() - self.outcomes[Outcome.ROBOTS]

    def _question(self, turn: Turn) -> Job:
        """An address with the validators of what is known of it.

        Without, where the lists have news of a page and the last answer was 304: the server may
        never tell of a change.
        """
        before = self.archive.last(turn.url)
        if turn.due is Due.CHANGED and self.memory.at(turn.url).unmodified:
            before = None
        etag, modified = (before.etag, before.modified) if before else (None, None)
        return partial(self.fetcher.get, turn.url, etag=etag, modified=modified)

    def _heard(self, said: Answer | Refused) -> Generator[Job, Any, Leave | None]:
        """Whether the site is to be left now; where only the home page can tell, it is asked."""
        leave = self._patience.heard(said)
        if leave is not None or not self._patience.in_doubt:
            return leave
        home = yield partial(self.fetcher.get, self.site.address)
        if isinstance(home, Refused) and home.outcome is Outcome.ROBOTS:
            home = said  # nobody but the pages may tell
        return Leave.of(home) if isinstance(home, Refused) else None

    def _leave(self, leave: Leave) -> None:
        self.stopped = leave.why
        if leave.rest:
            lay_to_rest(self.memory, self.site.key, self.clock() + leave.rest, leave.why)

    def _settle(self, asked: Asked, *, listed: bool) -> None:
        """What only the whole run tells.

        Args:
            listed: the site's lists name pages.
        """
        now = self.clock()
        kept = sum(self.outcomes[outcome] for outcome in KEPT)
        if kept and not self.stopped:
            wake(self.memory, self.site.key)
        self._problem(self._answers.vanished.settle(now, listed=listed))
        moved = self._answers.elsewhere.told
        self._problem(moved)
        whole = not (self.stopped or self._left or asked.since or asked.limit)
        days.ended(self.memory, self.site.key, now, self.outcomes[Outcome.NEW], whole=whole)
        self._problem(days.too_few(self.memory, self.site, now))
        if not kept and not self.stopped:
            self.stopped = self._nothing(moved, listed=listed)

    def _nothing(self, moved: str, *, listed: bool) -> str:
        """Why nothing at all came, where that is a failure."""
        if moved:
            return moved
        if not listed:
            return "nothing was found: none of its lists names a page"
        if self.outcomes[Outcome.ROBOTS] and not self._asked() and not self._not_due:
            return "its robots.txt forbids all that was found"
        return ""

    def _problem(self, problem: str) -> None:
        if problem:
            self.problems.append(problem)

    def _step(self, done: int, total: int, url: str, outcome: str) -> None:
        self.progress.append(Progress(done, total, url, outcome, self.site.key))
