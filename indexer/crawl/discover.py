"""Which pages a site says it has: its sitemaps, its feeds, WordPress's list; else its sections.

Every list ends: requests and time of all together are bounded (`found`), feeds and sections by
pages, and each list that goes on ends with the first page that brings nothing new.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from urllib.parse import urljoin

from archive.address import host_of, normal_address, path_of, same_site
from archive.site import Site
from indexer.crawl import links, wordpress
from indexer.crawl.fetch import Answer, Fetcher, Refused
from indexer.crawl.found import Asker, Discovery
from indexer.crawl.links import Links, read_links
from indexer.crawl.listing import Contents, Listed
from indexer.crawl.outcome import Outcome
from indexer.crawl.sections import Sections, Tells
from indexer.crawl.sitemap import read_list
from indexer.crawl.text import is_article
from indexer.crawl.wordpress import PLACES, Posts, posts_address, read_posts

MOST_SITEMAPS = 2000
MOST_POSTS_PAGES = 2000
MOST_FEEDS = 10  # of those that a home page names
MOST_FEED_PAGES = 50
CONVENTIONAL = "/sitemap.xml"
CONVENTIONAL_FEED = "/feed/"
NOTHING = "lists nothing"

Known = Callable[[str], bool]


def discover(
    site: Site,
    sitemaps: tuple[str, ...],
    fetcher: Fetcher,
    since: datetime | None = None,
    known: Known = lambda _: False,
    tells: Tells = is_article,
) -> Discovery:
    """Ask a site for its lists of pages.

    Args:
        sitemaps: those that robots.txt names; the site's own declaration wins.
        since: lists that say they have nothing newer are not read.
        known: whether an address was looked at before: a feed whose first page brings no other is
            not followed to its further pages.
        tells: whether a page reads as an article, and is no section.
    """
    return _Reader(site, fetcher, since, known, tells).read(sitemaps)


class _Reader:
    def __init__(
        self, site: Site, fetcher: Fetcher, since: datetime | None, known: Known, tells: Tells
    ) -> None:
        self.site, self.since, self.known, self.tells = site, since, known, tells
        self.asker = Asker(site, fetcher)
        self.found = self.asker.found

    def read(self, sitemaps: tuple[str, ...]) -> Discovery:
        declared = tuple(filter(None, map(self._absolute, self.site.sitemaps)))
        self._sitemaps(declared or sitemaps)
        if self.site.wordpress:
            self._posts()
        for feed in filter(None, map(self._absolute, self.site.feeds)):
            self._feed(feed)
        if not self.found.pages:
            self._last_resort(guess=not (declared or sitemaps))
        asker = self.asker
        self.found.whole = asker.names_all and not asker.partial and self.since is None
        if asker.forbidden and asker.forbidden == asker.asked:
            self.found.stopped = Refused(self.site.address, Outcome.ROBOTS, "it forbids all lists")
        return self.found

    def _sitemaps(self, addresses: tuple[str, ...], *, guess: bool = False) -> None:
        waiting = list(dict.fromkeys(addresses))
        seen = set(waiting)
        for number, address in enumerate(waiting):  # it grows meanwhile
            if self.asker.over:
                return
            if number >= MOST_SITEMAPS:
                self.asker.problem(self.site.address, f"names more than {MOST_SITEMAPS} sitemaps")
                self.asker.partial = True
                return
            contents = self._contents(address, guess=guess)
            self.asker.add(contents.pages, whole=contents.whole)
            for one in filter(self._recent, contents.lists):
                named = self._absolute(one.url)
                if named and named not in seen and self._is_near(named, address):
                    seen.add(named)
                    waiting.append(named)

    def _contents(self, address: str, *, guess: bool = False) -> Contents:
        """What a sitemap holds; that it fails or is a part is told, and remembered."""
        contents = self.asker.ask(address, _sitemap, guess=guess)
        if contents is None:
            self.asker.partial = self.asker.partial or not guess
            return Contents()
        if contents.amiss or not (contents.pages or contents.lists):
            self.asker.problem(address, contents.amiss or NOTHING)
            self.asker.partial = self.asker.partial or bool(contents.amiss)
        return contents

    def _is_near(self, named: str, index: str) -> bool:
        return same_site(named, self.site.address) or host_of(named) == host_of(index)

    def _feed(self, address: str, *, guess: bool = False) -> None:
        """A feed and its further pages: those that it names, else WordPress's, as a guess."""
        contents = self.asker.ask(address, _sitemap, guess=guess)
        if contents is None:
            return
        if contents.amiss or not contents.pages:
            self.asker.problem(address, contents.amiss or NOTHING)
        seen = self.asker.add(contents.pages)
        if all(map(self.known, seen)):
            return
        for number in range(2, MOST_FEED_PAGES + 1):
            named = self._absolute(contents.following) if contents.following else None
            if named and not same_site(named, address):
                return
            if named is None and self.asker.names_all:
                return  # a whole list has what its further pages may have
            following = named or _paged(address, number)
            contents = self.asker.ask(following, _sitemap, guess=named is None) or Contents()
            more = self.asker.add(contents.pages)
            if more <= seen:
                return
            seen |= more

    def _posts(self) -> None:
        first = None
        for place in PLACES:
            guess = place != PLACES[0]
            first = self._posts_page(1, place, guess=guess)
            if first is not None:
                break
        if first is None:
            self.asker.partial = True
            return
        if not first.listed and not self.since:
            self.asker.problem(posts_address(self.site.address, 1, self.since, place), NOTHING)
        self._more_posts(first, place)

    def _more_posts(self, posts: Posts, place: str) -> None:
        """Page after page, until there were as many as the server says, or none that is new."""
        seen, count = self.asker.add(posts.listed, whole=True), posts.count
        new = bool(seen)
        for number in range(2, MOST_POSTS_PAGES + 1):
            said_all = posts.total is not None and count >= posts.total
            if not new or (said_all and number > (posts.pages or 0)):
                return
            promised = number <= (posts.pages or 0)
            more = self._posts_page(number, place, guess=not promised)
            if more is None:
                self.asker.partial = self.asker.partial or promised
                return
            links, count = self.asker.add(more.listed, whole=True), count + more.count
            new = not links <= seen
            seen |= links
        self.asker.problem(self.site.address, f"more than {MOST_POSTS_PAGES} pages of posts")
        self.asker.partial = True

    def _posts_page(self, number: int, place: str, *, guess: bool) -> Posts | None:
        address = posts_address(self.site.address, number, self.since, place)
        return self.asker.ask(address, _posts, guess=guess, largest=wordpress.LARGEST)

    def _last_resort(self, guess: bool) -> None:
        if guess:
            self._sitemaps((urljoin(self.site.address, CONVENTIONAL),), guess=True)
        if self.found.pages:
            return
        home = self.asker.ask(self.site.address, _links, largest=links.LARGEST)
        if not self.site.feeds:
            feeds = home.feeds if home else ()
            named = [feed for feed in feeds if same_site(feed, self.site.address)]
            for feed in named[:MOST_FEEDS]:
                self._feed(feed)
            if not named:
                self._feed(urljoin(self.site.address, CONVENTIONAL_FEED), guess=True)
        if home and not self.found.pages:
            Sections(self.site, self.asker, self.tells).read(home)

    def _absolute(self, address: str) -> str | None:
        return normal_address(address, self.site.address)

    def _recent(self, one: Listed) -> bool:
        return self.since is None or one.changed is None or one.changed >= self.since


def _sitemap(said: Answer) -> Contents:
    return read_list(said.body, said.url, said.headers.get("content-type"), said.more)


def _posts(said: Answer) -> Posts:
    return read_posts(said.body, said.headers)


def _links(said: Answer) -> Links:
    return read_links(said.body, said.url, said.headers.get("content-type"))


def _paged(address: str, number: int) -> str:
    return f"{address}{'&' if '?' in path_of(address) else '?'}paged={number}"
