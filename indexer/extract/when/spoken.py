"""Dates for people: with the month in words of Bulgarian, English or Spanish, or in numbers."""

from __future__ import annotations

import re
from datetime import datetime

from indexer.extract.when.zone import ZONE, built, zone_of
from indexer.matched import small
from indexer.months import FOREIGN, NAMES

_ALL = NAMES | {name[:3]: number for name, number in FOREIGN.items()} | {"sept": 9, "setiembre": 9}
_NAMES = "|".join(sorted(_ALL, key=len, reverse=True))

_DAY_MONTH = re.compile(
    rf"(?<![\d.:])(\d{{1,2}})(?:st|nd|rd|th|-?[втрм]?и)?\s{{0,3}}(?:of\s|de\s|-)?\s?({_NAMES})\b\.?"
    r"(?:\s?\([^()]{1,20}\))?\s?,?(?:\sde[l]?|-)?\s{0,3}(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"\b({_NAMES})\.?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?:de\s)?(\d{{4}})(?!\d)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?<![\d.,:/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d]|[.,:/-]\d)"
)
_CLOCK = re.compile(
    rf"(?<![\d.:,])([01]?\d|2[0-4])[:.]([0-5]\d)(?::([0-5]\d)(?:[.,]\d{{1,9}})?)?(?![\d:]|[.]\d)"
    rf"(?:\s?(?P<half>[ap]\.?m\b\.?))?(?:\s?(?P<zone>{ZONE}))?",
    re.IGNORECASE,
)


def absolute(text: str) -> bool:
    """Whether a text holds a full date, not only «вчера»."""
    if not any(c.isdigit() for c in text):
        return False
    return bool(
        _NUMBERS.search(text) or _DAY_MONTH.search(text) or _MONTH_DAY.search(text)
        or _ISO_DAY.search(text)
    )  # fmt: skip


_ISO_DAY = re.compile(r"(?<![\d-])(?:19|20)\d{2}([-/])[01]?\d\1[0-3]?\d(?!\d)")


def clock(text: str) -> tuple[int, int] | None:
    """Hour and minute, where a text tells them."""
    found = _clock(text)
    return found[0][:2] if found else None


def spoken(text: str, reference: datetime) -> datetime | None:
    """The time of a date for people inside a text; midnight where it tells no hour."""
    day = _day(text, reference)
    if day is None:
        return None
    hours = _clock(text)
    time, zone = hours or ((0, 0, 0), None)
    return built(day, time, zone_of(zone, reference.tzinfo))


def _day(text: str, reference: datetime) -> tuple[int, int, int] | None:
    words = _DAY_MONTH.search(text)
    if words:
        return int(words[3]), _ALL[small(words[2])], int(words[1])
    words = _MONTH_DAY.search(text)
    if words:
        return int(words[3]), _ALL[small(words[1])], int(words[2])
    numbers = _NUMBERS.search(text)
    if not numbers:
        return None
    first, second = int(numbers[1]), int(numbers[3])
    if second > 12 >= first and numbers[2] == "/":
        first, second = second, first  # 09/25/2023 can only be American
    return _year(numbers[4], reference), second, first


def _year(digits: str, reference: datetime) -> int:
    """Two digits are of this century, or of the last where that would lie ahead."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 2000 + year if year <= reference.year % 100 + 1 else 1900 + year


def _clock(text: str) -> tuple[tuple[int, int, int], str | None] | None:
    for pattern in (_NUMBERS, _ISO_DAY):
        text = pattern.sub(" ", text)
    if ":" not in text and "." not in text:
        return None
    text = re.sub(r"(?<=\d)T(?=\d)", " ", text)
    found = _CLOCK.search(text)
    if not found:
        return None
    hour = int(found[1])
    if found["half"]:
        hour = hour % 12 + (12 if found["half"][0] in "pP" else 0)
    return (hour, int(found[2]), int(found[3] or 0)), found["zone"]
