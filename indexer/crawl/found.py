"""What discovery finds, and the one way in which it asks: bounded, and each failure a line."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from archive.address import normal_address, root_of, same_site
from archive.site import Site
from indexer.crawl.fetch import Answer, Fetcher, Refused
from indexer.crawl.listing import Listed, NoList
from indexer.crawl.outcome import OFFLINE, Outcome
from indexer.crawl.sitemap import LARGEST

T = TypeVar("T")

MOST_PAGES = 1_000_000
"""Pages of one site that a run looks at; the first of its lists are taken, and the rest is told."""

MOST_ASKED = 5_000
"""Lists, and pages of lists, that a run asks one site for, each with at most five redirects."""

MOST_SECONDS = 2 * 3600.0
"""That asking for lists may take, pauses included; the rest of them waits for the next run."""

MOST_HOSTS = 100  # other ones, that are counted
PATIENCE = 5  # lists in a row that a server does not answer


@dataclass(slots=True)
class Discovery:
    """What was found, growing while the lists are read.

    Attributes:
        pages: normalised address → when its list says that it changed, the latest of several.
        whole: lists that name all pages of the site (sitemaps, WordPress) were among them, and each
            was read to its end: a page that is not here is not there any more. False where any of
            them failed or was left out.
        problems: lists that failed, gave nothing, or only a part, a line each.
        elsewhere: how many addresses of which other hosts they name (`https://host/`).
        stopped: the answer after which nothing more is to be asked: robots.txt forbids everything,
            or the server asks for a long rest; None else.
    """

    pages: dict[str, datetime | None] = field(default_factory=dict)
    whole: bool = False
    problems: list[str] = field(default_factory=list)
    elsewhere: Counter[str] = field(default_factory=Counter)
    stopped: Refused | None = None


class Asker:
    """Asks one site for lists, within the bounds above.

    Attributes:
        found: what was found so far.
        names_all: pages were found in a list of a kind that names all pages of a site.
        partial: such a list could not be read to its end.
        over: nothing more may be asked.
        forbidden, asked: how many lists robots.txt forbids, and how many were wanted.
    """

    def __init__(self, site: Site, fetcher: Fetcher) -> None:
        self.site, self.fetcher = site, fetcher
        self.found = Discovery()
        self.names_all = self.partial = False
        self.forbidden = self.asked = 0
        self._failures = 0
        self._until = time.monotonic() + MOST_SECONDS
        self.over = False

    def ask(
        self,
        address: str,
        read: Callable[[Answer], T],
        *,
        guess: bool = False,
        largest: int = LARGEST,
    ) -> T | None:
        """What a list holds; None where it cannot be had, which is a problem unless it is a guess.

        Args:
            guess: nobody promised that it is there.
            largest: bytes that are read of it.
        """
        if not self._may_ask():
            return None
        said = self.fetcher.follow(address, largest, part=True)
        self._heard(said)
        try:
            if isinstance(said, Refused):
                raise NoList(str(said))
            if said.status != 200:
                raise NoList(f"answers {said.status}")
            return read(said)
        except NoList as error:
            if not guess:
                self.problem(address, str(error))
            return None

    def problem(self, address: str, what: str) -> None:
        """Something is amiss with a list."""
        self.found.problems.append(f"{address}: {what}")

    def add(self, listed: Iterable[Listed], *, whole: bool = False) -> set[str]:
        """Take addresses in, those of this site; and which these are.

        Args:
            whole: their list is of a kind that names all pages of a site.
        """
        pages, taken = self.found.pages, set()
        for one in listed:
            address = normal_address(one.url, self.site.address)
            if address is None:
                continue
            if not same_site(address, self.site.address):
                self._elsewhere(address)
                continue
            if address not in pages and len(pages) >= MOST_PAGES:
                self._too_many()
                break
            taken.add(address)
            pages[address] = _later(pages.get(address), one.changed)
        self.names_all = self.names_all or (whole and bool(taken))
        return taken

    def _elsewhere(self, address: str) -> None:
        where, hosts = root_of(address), self.found.elsewhere
        if where in hosts or len(hosts) < MOST_HOSTS:
            hosts[where] += 1

    def _may_ask(self) -> bool:
        if not self.over:
            self.asked += 1
            if self.asked > MOST_ASKED:
                self._end(f"more than {MOST_ASKED} lists")
            elif time.monotonic() > self._until:
                self._end(f"its lists take more than {MOST_SECONDS:.0f} s")
        self.partial = self.partial or self.over
        return not self.over

    def _heard(self, said: Answer | Refused) -> None:
        outcome = said.outcome if isinstance(said, Refused) else None
        self.forbidden += outcome is Outcome.ROBOTS
        if outcome is not Outcome.ROBOTS:  # it was not asked
            self._failures = self._failures + 1 if outcome in OFFLINE else 0
        if isinstance(said, Refused) and said.rest:
            self.found.stopped = said
            self.over = True
        elif self._failures >= PATIENCE:
            self._end(f"{PATIENCE} lists in a row were not answered")

    def _end(self, why: str) -> None:
        self.over = True
        self.problem(self.site.address, f"{why}; the rest is left for the next time")

    def _too_many(self) -> None:
        problem = f"{self.site.address}: its lists name more than {MOST_PAGES} pages"
        self.partial = True
        if problem not in self.found.problems:
            self.found.problems.append(problem)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)
