"""The last resort: the pages of a site's sections, as its home page links them, page by page.

What is a section and what an article is told by the site's own patterns, by the address, and at
last by reading: what is read as an article is one, and what is not is walked and not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from archive.address import path_of, same_site
from archive.capture import Capture
from archive.site import Site
from indexer.crawl.fetch import Answer
from indexer.crawl.found import Asker
from indexer.crawl.links import LARGEST, Links, is_numbered, may_be_section, read_links
from indexer.crawl.listing import Listed
from indexer.crawl.text import is_article

Tells = Callable[[Capture, Site], bool]

MOST_SECTIONS = 40
MOST_SECTION_PAGES = 20  # of one section; each with some ten or twenty articles


class Sections:
    """Walks from a home page to the sections, and from page to page of each.

    Args:
        asker: that asks, and is given the pages that are found.
        tells: whether a page reads as an article.
    """

    def __init__(self, site: Site, asker: Asker, tells: Tells = is_article) -> None:
        self.site, self.asker, self._tells = site, asker, tells
        self._walked: set[str] = set()
        self._articles: dict[str, None] = {}

    def read(self, home: Links) -> None:
        """Take in what the home page and the sections link, sections themselves left out."""
        self._walked.add(self.site.address)
        self._take(home)
        sections = [url for url in self._articles if self._may_be_section(url)]
        for url in sections[:MOST_SECTIONS]:
            self._section(url)
        self.asker.add(Listed(url) for url in self._articles if url not in self._walked)

    def _section(self, url: str) -> None:
        at: str | None = url
        for number in range(MOST_SECTION_PAGES):
            links = self._page(at) if at else None
            if links is None:
                return
            self._walked.add(at or url)
            before = len(self._articles)
            self._take(links)
            at = links.following
            if (number and len(self._articles) == before) or at in self._walked:
                return
            if at and not same_site(at, self.site.address):
                return

    def _page(self, url: str) -> Links | None:
        return self.asker.ask(url, self._links, guess=True, largest=LARGEST)

    def _links(self, said: Answer) -> Links | None:
        """The links of a page that is none of the articles; None where it is one."""
        kind = said.headers.get("content-type")
        capture = Capture(self.site.key, said.url, said.asked, said.body, headers=said.headers)
        may_be = not is_numbered(said.url) and not self.site.articles
        if may_be and self._tells(capture, self.site):
            return None
        return read_links(said.body, said.url, kind)

    def _take(self, links: Links) -> None:
        for one in links.pages:
            near = same_site(one.url, self.site.address)
            if near and not is_numbered(one.url) and not _matches(self.site.skip, one.url):
                self._articles.setdefault(one.url)

    def _may_be_section(self, url: str) -> bool:
        if self.site.articles and _matches(self.site.articles, url):
            return False
        return url != self.site.address and may_be_section(url)


def _matches(patterns: tuple[str, ...], url: str) -> bool:
    return any(re.search(pattern, path_of(url)) for pattern in patterns)
