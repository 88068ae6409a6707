"""What is asked in which order: every address once, new ones first, newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from archive.address import path_of, same_site
from archive.site import Site
from indexer.crawl.fetch import REDIRECTS
from indexer.crawl.memory import Memory
from indexer.crawl.schedule import Due

_FIRST = (
    "SELECT url, due, listed, via FROM frontier WHERE site = ? AND NOT asked"
    " ORDER BY due, newest, url LIMIT 1"
)


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
    """The addresses that wait, each known once in a run; stored, so that a kill loses none.

    A run makes the order anew of what lists, archive and memory name. What only a redirect named
    would be lost with the run: that waits on in the next one.
    """

    def __init__(self, memory: Memory, site: str) -> None:
        self._memory, self._site = memory, site
        memory.run("DELETE FROM frontier WHERE site = ? AND (asked OR via = '')", (site,))
        count = "SELECT count(*) FROM frontier WHERE site = ?"
        self._waiting: int = memory.run(count, (site,)).fetchone()[0]

    def __len__(self) -> int:
        return self._waiting

    def first(self) -> Turn | None:
        """Whose turn it is, until `asked` is told of it; None when nobody waits."""
        row = self._memory.run(_FIRST, (self._site,)).fetchone()
        return _turn(row) if row else None

    def asked(self, turn: Turn) -> None:
        """Its outcome is stored: it does not wait any more, and is not asked twice in this run."""
        done = "UPDATE frontier SET asked = 1 WHERE site = ? AND url = ? AND NOT asked"
        self._waiting -= self._memory.run(done, (self._site, turn.url)).rowcount

    def add(
        self,
        url: str,
        due: Due,
        listed: datetime | None = None,
        via: tuple[str, ...] = (),
        *,
        there: bool = False,
    ) -> bool:
        """Put an address into its place; False when it was there before.

        Args:
            there: it was captured, and was there when it was looked at last.
        """
        newest = -listed.timestamp() if listed else float("inf")
        said = listed.isoformat() if listed else None
        added = self._memory.run(
            "INSERT OR IGNORE INTO frontier (site, url, due, newest, listed, via, there)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._site, url, due, newest, said, "\n".join(via), there),
        )
        self._waiting += added.rowcount
        return added.rowcount > 0

    def waits(self, url: str) -> bool:
        """Whether an address will have its turn."""
        there = "SELECT 1 FROM frontier WHERE site = ? AND url = ? AND NOT asked"
        return self._memory.run(there, (self._site, url)).fetchone() is not None


def _turn(row: tuple[str, int, str | None, str]) -> Turn:
    url, due, listed, via = row
    when = datetime.fromisoformat(listed) if listed else None
    return Turn(url, Due(due), when, tuple(via.split("\n")) if via else ())


def belongs(site: Site, url: str) -> bool:
    """Whether an address is one of the site's articles, as far as its declaration tells."""
    return why_not(site, url) == ""


def why_not(site: Site, url: str) -> str:
    """Why an address is none of the site's articles; empty when it may be one."""
    path = path_of(url)
    if not same_site(url, site.address):
        return "another site"
    if any(re.search(p, path) for p in site.skip):
        return "under skip"
    if site.articles and not any(re.search(p, path) for p in site.articles):
        return "not among the articles"
    return ""
