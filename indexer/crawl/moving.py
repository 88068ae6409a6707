"""Redirects: which are followed, and what their end makes of the addresses that led there.

- Off the site, under `skip` or outside `articles`: not followed, and the detail says why.
- To the home page, or to an address that is called «not found»: the page is gone, as with a 404;
  so is every address that led to one that is gone.
- For good (301, 308 all the way) to an article: the archive keeps that the address leads there
  (`Archive.forward`), so that both are one article. To a page that is none (a section, a log-in
  form, where all old addresses are sent) nothing is kept.

Redirects whose end is not known yet lie in the memory, as the frontier does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from archive.address import place_of, root_of, same_site
from archive.site import Site
from archive.store import Archive
from indexer.crawl.memory import Memory, stamp

LASTING = frozenset({301, 308})
HOME = "leads to the home page"
NOWHERE = "leads to a page that is called «not found»"
MANY = 3  # redirects to another site, before this one counts as moved there

_NOT_FOUND = re.compile(
    r"(?i)(^|/)(error[-_]?)?(404|not[-_]?found|page[-_]not[-_]found)(\.\w+)?/?$"
)


@dataclass(frozen=True, slots=True)
class Led:
    """An address that led to another, maybe over further ones.

    Attributes:
        status: that it answered.
        lasting: it leads there for good, all the way.
    """

    url: str
    asked: datetime
    status: int
    lasting: bool


def dead_end(site: Site, url: str, where: str) -> str:
    """Why a redirect says that its page is gone; empty when it does not."""
    home = place_of(site.address)
    if place_of(where) == home != place_of(url):
        return HOME
    return NOWHERE if _NOT_FOUND.search(where.partition("?")[0]) else ""


class Hops:
    """Redirects of one site that were followed and whose end is not known yet."""

    def __init__(self, memory: Memory, site: str) -> None:
        self._memory, self._site = memory, site
        self._ends = {row[0] for row in self._run("SELECT target FROM hop WHERE site = ?", site)}

    def add(self, url: str, target: str, asked: datetime, status: int) -> None:
        """An address led to another, which is asked now or later."""
        self._run(
            "INSERT OR REPLACE INTO hop VALUES (?, ?, ?, ?, ?)",
            self._site, url, target, stamp(asked), status,
        )  # fmt: skip
        self._ends.add(target)

    def pop(self, end: str) -> list[Led]:
        """Every address that led to one whose outcome is known now; they are known with it."""
        known, ends = [], [(end, True)] if end in self._ends else []
        while ends:
            target, lasting = ends.pop()
            for led in self._take(target, lasting=lasting):  # each row is gone: a circle ends
                known.append(led)
                ends.append((led.url, led.lasting))
        return known

    def _take(self, end: str, *, lasting: bool) -> list[Led]:
        self._ends.discard(end)
        rows = self._run(
            "DELETE FROM hop WHERE site = ? AND target = ? RETURNING url, asked, status",
            self._site, end,
        )  # fmt: skip
        return [
            Led(url, datetime.fromisoformat(asked), status, lasting and status in LASTING)
            for url, asked, status in rows
        ]

    def _run(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._memory.run(sql, values).fetchall()


class Elsewhere:
    """Whether a whole site seems to have moved to another host."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._roots: Counter[str] = Counter()
        self._answers = 0

    def answered(self, where: str | None = None) -> None:
        """An answer came; a redirect's with where it leads."""
        self._answers += 1
        if where is not None and not same_site(where, self._site.address):
            self._roots[root_of(where)] += 1

    def listed(self, others: Mapping[str, int]) -> None:
        """The lists name nothing of the site, but so many addresses of others."""
        self._answers += sum(others.values())
        self._roots.update(others)

    @property
    def told(self) -> str:
        """In one line where most of all leads; empty when it does not lead away."""
        for root, times in self._roots.most_common(1):
            if times >= MANY and 2 * times > self._answers:
                return f"the site seems to have moved to {root}: declare it"
        return ""


def forward(archive: Archive, site: Site, led: list[Led], to: str) -> None:
    """Keep that addresses lead to another for good, where the redirects say so."""
    for one in led:
        if one.lasting:
            archive.forward(one.url, site.key, to, one.asked, one.status)
