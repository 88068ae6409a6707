"""Dates as pages write them, read by dateparser after the furniture around them is taken off.

«Публикувана на вторник, 5 септември 2023, 14:30 | Свят» · «вчера, 14:30» · «05.09.23»
"""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, timedelta
from functools import lru_cache

import dateparser

from indexer.bulgarian import MONTHS

OLDEST = 1990  # no Bulgarian newspaper was online before; an earlier date is the subject's
SLACK = timedelta(days=1)  # a clock may run ahead; beyond that the date is no publication

_ISO = re.compile(
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?!\d)")
_WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
    r"(?:\s*\([^)]*\))?\s*,?\s*(\d{4})",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:днес|вчера|онзи ден|завчера|току-що|преди\s+(?:\w+\s+)?"
    r"(?:секунд\w*|минут\w*|час\w*|ден|дни|дена|седмиц\w*|месец\w*|годин\w*))",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?(?![\d.])")
_SETTINGS = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}


def when(text: str, fetched: datetime) -> datetime | None:
    """The time that a text tells; in `fetched`'s zone unless it names its own; None when none.

    Args:
        text: what stands at the date's place, or a machine's date.
        fetched: the time of the fetch, aware: «вчера» counts from it, and nothing may lie after it.
    """
    found = _machine(text, fetched) or _absolute(text, fetched) or _relative(text, fetched)
    return found if found and found.year >= OLDEST and found <= fetched + SLACK else None


def absolute(text: str) -> bool:
    """Whether a text holds a full date, not only «вчера»."""
    return bool(_ISO.search(text) or _NUMBERS.search(text) or _WORDS.search(text))


def clock(text: str) -> tuple[int, int] | None:
    """Hour and minute, where a text tells them."""
    rest = _NUMBERS.sub(" ", text)
    found = _CLOCK.search(rest)
    return (int(found[1]), int(found[2])) if found else None


def _machine(text: str, fetched: datetime) -> datetime | None:
    found = _ISO.search(text)
    if not found:
        return None
    try:
        parsed = datetime.fromisoformat(re.sub(r"\s+(?=[+-Z])", "", found[0]))
    except ValueError:
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=fetched.tzinfo)


def _absolute(text: str, fetched: datetime) -> datetime | None:
    numbers = _NUMBERS.search(text)
    words = _WORDS.search(text)
    if words:
        parts = int(words[3]), MONTHS[words[2].lower()], int(words[1])
    elif numbers:
        year = int(numbers[3])
        parts = year if year > 99 else 2000 + year, int(numbers[2]), int(numbers[1])
    else:
        return None
    try:
        day = date(*parts)
    except ValueError:
        return None
    hour, minute = clock(text) or (0, 0)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=fetched.tzinfo)


def _relative(text: str, fetched: datetime) -> datetime | None:
    found = _RELATIVE.search(text)
    if not found:
        return None
    base = fetched.replace(tzinfo=None)
    words = re.sub(
        r"^преди\s+(?=час|минута|ден|седмица|месец|година)", "преди 1 ", found[0].lower()
    )
    parsed = _parsed(
        words.replace("онзи ден", "преди 2 дни").replace("завчера", "преди 2 дни"), base
    )
    if parsed is None:
        return None
    told = clock(text)
    if told and not words.startswith("преди"):
        parsed = parsed.replace(hour=told[0], minute=told[1], second=0, microsecond=0)
    return parsed.replace(tzinfo=fetched.tzinfo)


@lru_cache(maxsize=1000)
def _parsed(words: str, base: datetime) -> datetime | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateparser's own, about formats that are not ours
        settings = {**_SETTINGS, "RELATIVE_BASE": base}
        try:
            return dateparser.parse(words, languages=["bg"], settings=settings)
        except (ValueError, OverflowError):
            return None  # «преди 99999999999 години»
