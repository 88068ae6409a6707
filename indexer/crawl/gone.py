"""Pages that are gone: counted visit by visit, buried late, and not at all in an outage.

A 404 is often a slip: a deployment, a broken database, a maintenance day. So

- a page is buried when it was gone at three visits or more, over at least 14 days;
- where more than half of the pages that were there at the last look (five or more of them) are gone
  at once, that is an **outage**: it is reported, nothing is counted, and they are looked for again
  a day later. An outage that lasts 14 days is none: then they begin to count;
- where the site's lists name no page at all, nothing is counted either.

Which of these it is shows when the run ends. Until then what is gone waits in the memory, so that a
kill loses none: the next run settles it before it begins.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from archive.log import fields
from archive.store import Archive
from indexer.crawl.memory import Memory, stamp, time_of
from indexer.crawl.outcome import Outcome, Refusal

log = logging.getLogger(__name__)

VISITS = 3
OVER = timedelta(days=14)
FEW = 5
"""Pages that were there before; of fewer nobody can tell an outage."""


class Vanished:
    """What a run found gone, for one site."""

    def __init__(self, memory: Memory, archive: Archive, site: str) -> None:
        self._memory, self._archive, self._site = memory, archive, site

    def add(self, url: str, seen: datetime, asked: datetime, detail: str) -> None:
        """An address is gone.

        Args:
            seen: when, by the run's clock, which decides what is due.
            asked: when, by the world's clock, which the archive has.
        """
        self._memory.run(
            "INSERT OR REPLACE INTO vanished VALUES (?, ?, ?, ?, ?)",
            (self._site, url, stamp(seen), stamp(asked), detail),
        )

    def why(self, url: str) -> str:
        """How an address was found gone in this run; empty when it was not."""
        sql = "SELECT detail FROM vanished WHERE site = ? AND url = ?"
        row = self._memory.run(sql, (self._site, url)).fetchone()
        return str(row[0]) if row else ""

    def take_up(self, now: datetime) -> str:
        """Settle what a run that was killed left; before the frontier is made anew."""
        left = "SELECT 1 FROM vanished WHERE site = ? LIMIT 1"
        return self.settle(now) if self._memory.run(left, (self._site,)).fetchone() else ""

    def settle(self, now: datetime, *, listed: bool = True) -> str:
        """Count what is gone, bury what was gone for long; what is wrong instead, in one line.

        Args:
            listed: whether the site's lists name any page.
        """
        rows = self._memory.run(
            "SELECT url, seen, asked, detail FROM vanished WHERE site = ?", (self._site,)
        ).fetchall()
        gone, were = self._there()
        outage = (were >= FEW and 2 * gone > were) or (bool(rows) and not listed)
        counts = not outage or self._outage_lasts(now)
        if not outage and were >= FEW:
            self._outage(None)
        for url, seen, asked, detail in rows:
            self._count(url, seen, asked, detail, counts=counts)
        self._memory.run("DELETE FROM vanished WHERE site = ?", (self._site,))
        if counts:
            return ""
        if not listed:
            return f"{len(rows)} pages are gone and no list names one: taken for an outage"
        return f"{gone} of {were} pages are gone at once: taken for an outage, nothing is buried"

    def _there(self) -> tuple[int, int]:
        """Of the pages that were there before and were asked now: how many are gone, and all."""
        asked = "FROM frontier f WHERE f.site = ? AND f.asked AND f.there"
        gone = (
            f"SELECT count(*) {asked} AND EXISTS"
            " (SELECT 1 FROM vanished v WHERE v.site = f.site AND v.url = f.url)"
        )
        one, other = (
            self._memory.run(sql, (self._site,)).fetchone()[0]
            for sql in (gone, f"SELECT count(*) {asked}")
        )
        return int(one), int(other)

    def _outage_lasts(self, now: datetime) -> bool:
        """Whether there has been an outage for so long that it is none."""
        sql = "SELECT outage_since FROM site WHERE key = ?"
        row = self._memory.run(sql, (self._site,)).fetchone()
        since = time_of(row[0]) if row else None
        if since is None:
            self._outage(now)
            return False
        return now - since >= OVER

    def _outage(self, since: datetime | None) -> None:
        self._memory.run(
            "INSERT INTO site (key, outage_since) VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET outage_since = excluded.outage_since",
            (self._site, stamp(since) if since else None),
        )

    def _count(self, url: str, seen: str, asked: str, detail: str, *, counts: bool) -> None:
        when = datetime.fromisoformat(seen)
        self._memory.refuse(Refusal(self._site, url, when, Outcome.GONE, detail))
        if not counts:
            return
        known = self._memory.miss(url, when)
        assert known.missed_since is not None
        if known.missed >= VISITS and when - known.missed_since >= OVER:
            reason = f"answers {detail}" if detail.isdigit() else detail
            self._archive.bury(url, self._site, datetime.fromisoformat(asked), reason)
            log.debug("page.buried", extra=fields(site=self._site, url=url, reason=reason))
