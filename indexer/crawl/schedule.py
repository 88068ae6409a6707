"""What is due: new addresses, those that say they changed, and the rest again after a while.

How often a known page changes is estimated from its looks (Cho and Garcia-Molina, «Estimating
frequency of change», ACM TOIT 3(3), 2003, section 4.2: r = -ln((n - X + 0.5) / (n + 0.5)) changes a
look, of n looks with X changes). How old it is bounds what follows from that: news is mended in its
first days, and hardly ever after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from math import log
from types import MappingProxyType

from indexer.crawl.memory import Remembered
from indexer.crawl.outcome import Outcome

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LONGEST = 60 * DAY
SOONEST = 6 * HOUR
"""Between two looks at a page that says nothing of its changes."""

OFTEN = 8
"""A page is looked at no more than so many times in as long as it is old."""

QUIET = 30 * DAY
"""Between two looks where the site's lists say that nothing changed; it is only a precaution."""

CREDIT = 3
"""After so many looks in a row that found the same text, the lists' news of a page are none."""

FAILURE = (HOUR, 7 * DAY)
RESTS: Mapping[str, tuple[timedelta, timedelta]] = MappingProxyType(
    {
        Outcome.REDIRECT: (30 * DAY, 60 * DAY),
        Outcome.TOO_MANY_REDIRECTS: (7 * DAY, LONGEST),
        Outcome.PRIVATE_ADDRESS: (7 * DAY, LONGEST),
        Outcome.NOT_HTML: (30 * DAY, LONGEST),
        Outcome.EMPTY: (DAY, 30 * DAY),
        Outcome.TOO_LARGE: (30 * DAY, LONGEST),
        Outcome.CLIENT_ERROR: (DAY, 30 * DAY),
        Outcome.ROBOTS: (timedelta(), timedelta()),
    }
)
"""How long an address that gave nothing is left alone: at first, doubled each time it gives nothing
again, and at most. What is not here failed in a way that passes: `FAILURE`."""

MISSED = (DAY, DAY, 6 * DAY, 7 * DAY)
"""The same of a page that is gone, by how often it was missed: it is looked for 1, 7 and 14 days
after it was missed first. None yet was an outage."""

GONE_FOR_GOOD = 30 * DAY


class Due(IntEnum):
    """Why an address is asked, in the order of asking.

    Those that gave nothing when they were asked last come last: five newest pages that always fail
    must not keep a run from all the others.
    """

    NEW = 0
    CHANGED = 1
    MISSING = 2
    OLD = 3
    FAILED = 4


@dataclass(frozen=True, slots=True)
class Listing:
    """What the site's lists say of one address.

    Attributes:
        changed: when it last changed.
        before: what they said of that at the last look; the site's clock need not be right.
        missing: the lists are whole and do not name it any more.
    """

    changed: datetime | None = None
    before: datetime | None = None
    missing: bool = False

    def news(self, looked: datetime) -> bool:
        """Whether the page changed since it was looked at."""
        if self.changed is None:
            return False
        return self.changed > looked or (self.before is not None and self.changed > self.before)


def due(
    known: Remembered,
    listed: Listing,
    *,
    now: datetime,
) -> Due | None:
    """Whether an address is to be asked now, and why; None when it can wait.

    A page that the lists do not name any more is looked at once: if its text is still the same
    then, it is there. Lists that have news of a page at every reading are believed `CREDIT` times.

    Args:
        known: what is remembered of it.
        listed: what the site's lists say of it.
    """
    if known.refused is not None:
        changed = listed.changed is not None and listed.changed > known.refused
        news = changed and known.times < CREDIT
        return Due.FAILED if news or known.refused + rest(known) <= now else None
    if known.looked is None:
        return Due.NEW
    if listed.news(known.looked) and known.vain < CREDIT:
        return Due.CHANGED
    if listed.missing and not known.stable:
        return Due.MISSING
    quiet = listed.changed is not None and known.vain < CREDIT
    return Due.OLD if now - known.looked > recheck(known, listed.changed, quiet=quiet) else None


def rest(known: Remembered) -> timedelta:
    """How long an address that gave nothing is left alone; longer each time."""
    if known.reason == Outcome.GONE:
        return MISSED[known.missed] if known.missed < len(MISSED) else GONE_FOR_GOOD
    first, longest = RESTS.get(known.reason, FAILURE)
    doubled = max(0, min(known.times - 1, 20))  # 2^20 hours are beyond every bound
    return min(first * (1 << doubled), longest)


def recheck(known: Remembered, changed: datetime | None = None, *, quiet: bool) -> timedelta:
    """How long after its last look a page is looked at again.

    As long as its text had been the same then, or until the next change is expected, whichever is
    less; never more often than its age allows (an eighth of it, from 6 hours to 7 days), and never
    later than after 60 days.

    Args:
        changed: when it changed last as the lists say: it is no younger than that.
        quiet: the lists would say if it changed; then not before 30 days are over.
    """
    if known.looked is None:
        return timedelta()
    first = known.first or known.since or known.looked
    began = min(first, changed) if changed else first
    soonest = min(max((known.looked - began) / OFTEN, SOONEST), 7 * DAY)
    wait = max(min(known.stable, expected(known)), soonest)
    return min(max(wait, QUIET) if quiet else wait, LONGEST)


def expected(known: Remembered) -> timedelta:
    """How long it takes until a page changes, as its looks tell; `LONGEST` if they tell nothing."""
    if known.looked is None or known.first is None or not known.looks or not known.changes:
        return LONGEST
    every = (known.looked - known.first) / known.looks
    a_look = -log((known.looks - known.changes + 0.5) / (known.looks + 0.5))
    return min(every / a_look, LONGEST)
