"""When a run leaves its site alone before it is through.

- A server that asks for a long rest (`Refused.rest`) gets it, at once.
- **A failing server or failing pages?** Failures alone do not tell: five articles of a broken kind
  stand together at the top of a list and fail as a whole server does. So after every `PATIENCE`
  failures in a row the home page is asked: if that fails too, it is the server, and the run ends.
  If it answers, the next pages have their turn, as long as fewer than `MOST_FAILURES` in a row
  gave nothing: a home page may come from a cache while all behind it is down, and whoever is
  overloaded is not to be asked a thousand times. What failed rests longer each time and is asked
  last (`schedule`), so that the next run begins with the others.
- **A ban**: 401 and 403 one after the other, with no page between: 10 when no page came in
  this run at all, 20 when some did (a run of articles for subscribers is shorter). It is remembered
  for a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Self

from indexer.crawl.fetch import Answer, Refused
from indexer.crawl.outcome import OFFLINE, Outcome

PATIENCE = 5
MOST_FAILURES = 25
DENIED = frozenset({401, 403})
MOST_DENIED = 10
MOST_DENIED_LATER = 20
BAN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Leave:
    """The site is to be left alone.

    Attributes:
        why: in one line.
        rest: for how long beyond this run.
    """

    why: str
    rest: timedelta = timedelta()

    @classmethod
    def of(cls, said: Refused) -> Self:
        """Because of a refusal, for as long as it asks for."""
        return cls(f"{said.url} is {said}", timedelta(seconds=said.rest))


class Patience:
    """What a run has left of it.

    Attributes:
        in_doubt: the home page must tell whether it is the server that fails.
    """

    def __init__(self) -> None:
        self._failures = self._denied = self._good = 0
        self.in_doubt = False

    def heard(self, said: Answer | Refused) -> Leave | None:
        """An answer of the site; why to leave it now, if that is so."""
        self.in_doubt = False
        if isinstance(said, Refused):
            return self._refused(said)
        self._failures = 0
        if said.status in DENIED:
            self._denied += 1
            most = MOST_DENIED_LATER if self._good else MOST_DENIED
            if self._denied >= most:
                return Leave(
                    f"{self._denied} times {said.status} in a row, the last {said.url}", BAN
                )
        elif said.status in (200, 304):
            self._good += 1
            self._denied = 0
        return None

    def _refused(self, said: Refused) -> Leave | None:
        if said.rest:
            return Leave.of(said)
        if said.outcome is Outcome.ROBOTS:  # it was not asked
            return None
        self._failures = self._failures + 1 if said.outcome in OFFLINE else 0
        self.in_doubt = self._failures > 0 and self._failures % PATIENCE == 0
        return Leave.of(said) if self._failures >= MOST_FAILURES else None
