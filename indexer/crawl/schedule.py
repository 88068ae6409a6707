"""What is due: new addresses, those that say they changed, and the rest again after a while."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from types import MappingProxyType

from indexer.crawl.memory import Remembered
from indexer.crawl.outcome import Outcome

DAY = timedelta(days=1)
LONGEST = 60 * DAY

AGAIN: Mapping[str, timedelta] = MappingProxyType(
    {
        Outcome.GONE: 7 * DAY,
        Outcome.REDIRECT: 30 * DAY,
        Outcome.TOO_MANY_REDIRECTS: 7 * DAY,
        Outcome.PRIVATE_ADDRESS: 7 * DAY,
        Outcome.NOT_HTML: 30 * DAY,
        Outcome.EMPTY: DAY,
        Outcome.TOO_LARGE: 30 * DAY,
        Outcome.CLIENT_ERROR: 7 * DAY,
    }
)
"""How long an address that gave nothing is left alone; what is not here is asked in every run."""


class Due(IntEnum):
    """Why an address is asked, in the order of asking."""

    NEW = 0
    CHANGED = 1
    MISSING = 2
    OLD = 3


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
    then, it is there.

    Args:
        known: what is remembered of it.
        listed: what the site's lists say of it.
    """
    refused = known.refused
    if refused is not None and refused + AGAIN.get(known.reason, timedelta()) > now:
        return Due.CHANGED if listed.news(refused) else None
    if known.looked is None or refused is not None:
        return Due.NEW
    if listed.news(known.looked):
        return Due.CHANGED
    if listed.missing and not known.stable:
        return Due.MISSING
    waits = recheck(known.stable, quiet=listed.changed is not None)
    return Due.OLD if now - known.looked > waits else None


def recheck(stable: timedelta, *, quiet: bool) -> timedelta:
    """How long after the last look a page is looked at again: as long as it had been the same then.

    At least a day and at most sixty; where the site itself says that nothing changed, at least
    thirty, for that is only a precaution.
    """
    return min(max(stable, 30 * DAY if quiet else DAY), LONGEST)
