"""Which pages a site says it has: sitemaps and feeds first, its home page as the last resort."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from urllib.parse import urljoin

from archive.address import normal_address
from archive.site import Site
from indexer.crawl.fetch import Answer, Fetcher, Refused
from indexer.crawl.lists import A_PAGE, NoList, posts_address, read_feed, read_links, read_posts
from indexer.crawl.sitemap import LARGEST, Listed, NoSitemap, Sitemap, read_sitemap

T = TypeVar("T")

MOST_SITEMAPS = 2000
MOST_POSTS_PAGES = 2000
MOST_PAGES = 1_000_000
"""Pages of one site that a run looks at; the first of its lists are taken, and the rest is told."""
CONVENTIONAL = "/sitemap.xml"


@dataclass(slots=True)
class Discovery:
    """What was found, growing while the lists are read.

    Attributes:
        pages: normalised address → when its list says that it changed, the latest of several.
        listed: those of the pages that a sitemap or WordPress names: lists that are whole.
        problems: lists that could not be read, a line each.
    """

    pages: dict[str, datetime | None] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


def discover(
    site: Site, sitemaps: tuple[str, ...], fetcher: Fetcher, since: datetime | None = None
) -> Discovery:
    """Ask a site for its lists of pages.

    Args:
        sitemaps: those that robots.txt names; the site's own declaration wins.
        since: lists that say they have nothing newer are not read.
    """
    return _Reader(site, fetcher, since).read(sitemaps)


class _Reader:
    def __init__(self, site: Site, fetcher: Fetcher, since: datetime | None) -> None:
        self.site, self.fetcher, self.since = site, fetcher, since
        self.found = Discovery()
        self.too_many = False

    def read(self, sitemaps: tuple[str, ...]) -> Discovery:
        declared = tuple(filter(None, map(self._absolute, self.site.sitemaps)))
        self._sitemaps(declared or sitemaps)
        for feed in filter(None, map(self._absolute, self.site.feeds)):
            self._add(self._list(feed, read_feed) or ())
        if self.site.wordpress:
            self._add(self._posts(), whole=True)
        if not self.found.pages:
            self._last_resort(guess=not (declared or sitemaps))
        if self.too_many:
            problem = f"{self.site.address}: its lists name more than {MOST_PAGES} pages"
            self.found.problems.append(problem)
        return self.found

    def _sitemaps(self, addresses: tuple[str, ...]) -> None:
        waiting, asked = list(addresses), 0
        seen = set(waiting)
        while waiting and asked < MOST_SITEMAPS:
            asked += 1
            sitemap = self._list(waiting.pop(0), _sitemap) or Sitemap()
            self._add(sitemap.pages, whole=True)
            for one in filter(self._recent, sitemap.sitemaps):
                address = self._absolute(one.url)
                if address and address not in seen:
                    seen.add(address)
                    waiting.append(address)

    def _posts(self) -> Iterator[Listed]:
        for number in range(1, MOST_POSTS_PAGES + 1):
            said = self._list(posts_address(self.site.address, number, self.since), read_posts)
            yield from said or ()
            if len(said or ()) < A_PAGE:
                return

    def _last_resort(self, guess: bool) -> None:
        if guess:
            before = len(self.found.problems)
            self._sitemaps((urljoin(self.site.address, CONVENTIONAL),))
            del self.found.problems[before:]  # it was never promised
        if not self.found.pages:
            self._add(self._list(self.site.address, read_links) or ())

    def _list(self, address: str, read: Callable[[Answer], T]) -> T | None:
        said = self.fetcher.follow(address, LARGEST)
        try:
            if isinstance(said, Refused):
                raise NoList(f"{said.outcome} ({said.detail})" if said.detail else said.outcome)
            if said.status != 200:
                raise NoList(f"answers {said.status}")
            return read(said)
        except (NoList, NoSitemap) as error:
            self.found.problems.append(f"{address}: {error}")
            return None

    def _add(self, listed: Iterator[Listed] | tuple[Listed, ...], *, whole: bool = False) -> None:
        pages = self.found.pages
        for one in listed:
            address = self._absolute(one.url)
            if address is None:
                continue
            if len(pages) >= MOST_PAGES and address not in pages:
                self.too_many = True
                return
            pages[address] = _later(pages.get(address), one.changed)
            if whole:
                self.found.listed.add(address)

    def _absolute(self, address: str) -> str | None:
        return normal_address(address, self.site.address)

    def _recent(self, one: Listed) -> bool:
        return self.since is None or one.changed is None or one.changed >= self.since


def _sitemap(said: Answer) -> Sitemap:
    return read_sitemap(said.body)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)
