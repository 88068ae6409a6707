"""Dates as pages and machines write them.

    machine    2023-09-05T08:30:00+03:00 · 20230905T083000Z · 2023/09/05 08:30 · 1693891800
    spoken     вторник, 5 септември 2023, 14:30 ч. · Tue, 05 Sep 2023 08:30:00 +0300 ·
               5 de septiembre de 2023 · 05.09.23
    relative   вчера, 14:30 · преди 2 часа · 2 hours ago · hace 2 horas

`told` reads what a text says; `when` believes it only as a page's date. Nothing raises.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from indexer.extract.when.machine import from_machine
from indexer.extract.when.relative import relative
from indexer.extract.when.spoken import absolute, clock, spoken

__all__ = ["absolute", "clock", "told", "when"]

OLDEST = 1990  # no Bulgarian newspaper was online before; an earlier date is the subject's
SLACK = timedelta(days=1)  # a clock may run ahead; beyond that the date is no publication
LONGEST = 2_000  # letters of a text that are looked at


def told(text: str, reference: datetime) -> datetime | None:
    """The time that a text tells; None when it tells none.

    Args:
        text: what stands at the date's place, or a machine's date.
        reference: aware: «вчера» counts from it, and its zone is that of times that name none.
    """
    text = text[:LONGEST].strip()
    if not text:
        return None
    found = from_machine(text, reference)
    return found or spoken(text, reference) or relative(text, reference)


def when(text: str, fetched: datetime) -> datetime | None:
    """The time that a text tells, if a page can be of then: neither of before the web nor of after
    it was fetched.
    """
    found = told(text, fetched)
    if found is None or found.year < OLDEST or found > fetched + SLACK:
        return None
    return found
