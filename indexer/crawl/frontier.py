"""What is asked in which order: every address once, new ones first, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import heappop, heappush

from archive.address import path_of, same_site
from archive.site import Site
from indexer.crawl.fetch import REDIRECTS
from indexer.crawl.schedule import Due


@dataclass(frozen=True, slots=True)
class Turn:
    """One address whose turn it is.

    Attributes:
        listed: when the site's lists say that it changed.
        via: the redirects that led to it.
    """

    url: str
    due: Due
    listed: datetime | None = None
    via: tuple[str, ...] = ()

    @property
    def last_hop(self) -> bool:
        """Whether no further redirect is followed from here."""
        return len(self.via) >= REDIRECTS


class Frontier:
    """The addresses that wait, each known once in a run."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, float, str, Turn]] = []
        self._seen: set[str] = set()

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Iterator[Turn]:
        while self._waiting:
            yield heappop(self._waiting)[-1]

    def add(
        self, url: str, due: Due, listed: datetime | None = None, via: tuple[str, ...] = ()
    ) -> bool:
        """Put an address into its place; False when it was there before."""
        if url in self._seen:
            return False
        self._seen.add(url)
        first = -listed.timestamp() if listed else float("inf")
        heappush(self._waiting, (due, first, url, Turn(url, due, listed, via)))
        return True


def belongs(site: Site, url: str) -> bool:
    """Whether an address is one of the site's articles, as far as its declaration tells."""
    path = path_of(url)
    if not same_site(url, site.address) or any(re.search(p, path) for p in site.skip):
        return False
    return not site.articles or any(re.search(p, path) for p in site.articles)
