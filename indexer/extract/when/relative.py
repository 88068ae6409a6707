"""Times that count from the moment of the fetch: «вчера, 14:30», «преди 2 часа», "2 hours ago"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta

from indexer.extract.when.spoken import clock
from indexer.matched import small

_DAYS = {
    "днес": 0, "вчера": 1, "завчера": 2, "онзи ден": 2, "today": 0, "yesterday": 1, "hoy": 0,
    "ayer": 1, "anteayer": 2,
}  # fmt: skip
_NOW = ("току-що", "току що", "преди малко", "преди секунди", "just now", "ahora mismo")
_COUNTS = {
    "един": 1, "една": 1, "едно": 1, "два": 2, "две": 2, "три": 3, "четири": 4, "пет": 5, "шест": 6,
    "седем": 7, "осем": 8, "девет": 9, "десет": 10, "a": 1, "an": 1, "one": 1, "two": 2,
    "three": 3, "un": 1, "una": 1, "dos": 2, "tres": 3, "половин": 0.5, "half": 0.5,
}  # fmt: skip
_SECONDS, _MINUTES, _HOURS, _OF_DAYS, _WEEKS, _MONTHS, _YEARS = (
    "секунд|сек|second|sec|segundo",
    "минут|мин|minute|min|minuto",
    "час|ч|hour|hr|hora",
    "ден|дни|дена|day|día|dia",
    "седмиц|week|semana",
    "месец|month|mes",
    "годин|year|año",
)
_UNITS = (
    (re.compile(f"(?:{names})"), seconds)
    for names, seconds in (
        (_MINUTES, 60), (_MONTHS, -1), (_SECONDS, 1), (_HOURS, 3600), (_OF_DAYS, 86400),
        (_WEEKS, 7 * 86400), (_YEARS, -12),
    )
)  # fmt: skip
UNITS = tuple(_UNITS)

_NUMBER = rf"(?P<count>\d{{1,4}}|{'|'.join(_COUNTS)})"
_NAMED = "|".join((_SECONDS, _MINUTES, _HOURS, _OF_DAYS, _WEEKS, _MONTHS, _YEARS))
_UNIT = rf"(?P<unit>(?:{_NAMED})\w{{0,3}})"
_BEFORE = "преди"
_AGO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_BEFORE}\s(?:около\s|повече от\s)?(?:{_NUMBER}\s)?{_UNIT}\b",
        rf"\b{_NUMBER}\s{_UNIT}\sago\b",
        rf"\bhace\s(?:unos\s|unas\s)?{_NUMBER}\s{_UNIT}\b",
    )
)
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b", re.IGNORECASE)
_JUST = re.compile(rf"\b(?:{'|'.join(_NOW)})\b", re.IGNORECASE)


def relative(text: str, reference: datetime) -> datetime | None:
    """The time that a text tells by its distance from a moment; None when it tells none."""
    text = " ".join(text.split())
    if _JUST.search(text):
        return reference
    day = _DAY.search(text)
    ago = next((found for pattern in _AGO if (found := pattern.search(text))), None)
    if ago:
        return _before(ago, reference)
    return _on_day(small(day[0]), text, reference) if day else None


def _on_day(name: str, text: str, reference: datetime) -> datetime:
    moment = reference - timedelta(days=_DAYS[name])
    told = clock(text)
    if told and told[0] < 24:
        return moment.replace(hour=told[0], minute=told[1], second=0, microsecond=0)
    return moment


def _before(ago: re.Match[str], reference: datetime) -> datetime | None:
    word = small(ago["count"] or "1")
    count = float(word) if word.isdigit() else _COUNTS[word]
    unit = small(ago["unit"])
    size = next(size for pattern, size in UNITS if pattern.match(unit))
    try:
        if size < 0:
            return _months_before(reference, int(-size * count))
        return reference - timedelta(seconds=size * count)
    except (ValueError, OverflowError):
        return None


def _months_before(reference: datetime, months: int) -> datetime:
    at = reference.year * 12 + reference.month - 1 - months
    year, month = divmod(at, 12)
    day = min(reference.day, monthrange(year, month + 1)[1])
    return reference.replace(year=year, month=month + 1, day=day)
