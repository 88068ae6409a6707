"""Dates as people say them: «септември 2023», «15 май 2026», «миналата седмица», «лятото на 2024».

In a query they mean days of publication; a year alone does not («Евровизия 2024» is a name), nor
does a month alone («Септември» is a club), except where a field asks for a date.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from indexer.matched import small
from indexer.months import NAMES
from indexer.search.days import period_of
from indexer.search.query import Period

SEASONS = {
    "пролетта": 3, "пролет": 3, "лятото": 6, "лято": 6, "есента": 9, "есен": 9,
    "зимата": 12, "зима": 12,
    "spring": 3, "summer": 6, "autumn": 9, "winter": 12,
    "primavera": 3, "verano": 6, "otoño": 9, "invierno": 12,
}  # fmt: skip

_MONTH = "|".join(sorted(NAMES, key=len, reverse=True))
_SEASON = "|".join(sorted(SEASONS, key=len, reverse=True))
_BEFORE = r"(?:(?:през|от|на|за|in|on|of|en|el|de)\s+)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?:\s*\u0433(?:\.|\b))?"  # U+0433 abbreviates the year's word
_DE = r"(?:de\s+)?"
_LAST = r"(?:минал(?:ата|ия|ият)|предн(?:ата|ия)|last|pasad[oa])"
_THIS = r"(?:тази|този|this|est[ea])"


Meaning = Callable[[re.Match[str], date], Period | None]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A date in a query: the days, the words that say it, and the rest."""

    period: Period
    said: str
    rest: str


def find(words: str, today: date) -> Spoken | None:
    """The first date that a query says, if it says one.

    Args:
        today: what «вчера» counts from.
    """
    for pattern, meaning in _SAID:
        found = pattern.search(words)
        period = meaning(found, today) if found else None
        if found and period:
            rest = f"{words[: found.start()]} {words[found.end() :]}"
            return Spoken(period, " ".join(found[0].split()), " ".join(rest.split()))
    return None


def days_of(text: str, today: date) -> Period | None:
    """The days that the value of a date's field means; None when it is no date.

    A month without a year is the last one that has begun.
    """
    exact = period_of(text)
    if exact is not None:
        return exact
    spoken = find(text, today)
    if spoken is not None:
        return spoken.period if not spoken.rest else None
    number = NAMES.get(small(text.strip()))
    if number is None:
        return None
    return _months(today.year if number <= today.month else today.year - 1, number)


def _months(year: int, month: int, many: int = 1) -> Period:
    last = month + many - 1
    end_year, end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return Period(date(year, month, 1), date(end_year, end, calendar.monthrange(end_year, end)[1]))


def _day(found: re.Match[str], _: date) -> Period | None:
    try:
        day = date(int(found["year"]), NAMES[small(found["month"])], int(found["day"]))
    except ValueError:
        return None
    return Period(day, day)


def _month(found: re.Match[str], _: date) -> Period:
    return _months(int(found["year"]), NAMES[small(found["month"])])


def _season(found: re.Match[str], _: date) -> Period:
    """Winter ends in the year that follows."""
    return _months(int(found["year"]), SEASONS[small(found["season"])], 3)


def _exact(found: re.Match[str], _: date) -> Period | None:
    return period_of(found[0].rstrip("."))


def _ago(days: int) -> Meaning:
    def meaning(_: re.Match[str], today: date) -> Period:
        return Period(today - timedelta(days), today - timedelta(days))

    return meaning


def _week(weeks: int) -> Meaning:
    def meaning(_: re.Match[str], today: date) -> Period:
        monday = today - timedelta(today.weekday() + 7 * weeks)
        return Period(monday, monday + timedelta(6))

    return meaning


def _months_ago(months: int) -> Meaning:
    def meaning(_: re.Match[str], today: date) -> Period:
        at = today.year * 12 + today.month - 1 - months
        return _months(at // 12, at % 12 + 1)

    return meaning


def _years_ago(years: int) -> Meaning:
    def meaning(_: re.Match[str], today: date) -> Period:
        return _months(today.year - years, 1, 12)

    return meaning


def _patterns() -> Iterator[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period | None]]]:
    said: list[tuple[str, Callable[[re.Match[str], date], Period | None]]] = [
        (
            rf"{_BEFORE}(?P<day>\d\d?)\s+(?:de\s+)?(?P<month>{_MONTH})\.?,?\s+(?:de\s+)?{_YEAR}",
            _day,
        ),
        (rf"(?<!\d\s){_BEFORE}(?P<month>{_MONTH})\.?\s+(?:на\s+|de\s+)?{_YEAR}", _month),
        (rf"{_BEFORE}(?P<season>{_SEASON})\s+(?:(?:на|of|de)\s+)?{_YEAR}", _season),
        (r"\d\d?[./]\d\d?[./](?:19|20)\d\d(?:\s*\u0433\.?)?", _exact),
        (r"(?:19|20)\d\d-\d\d(?:-\d\d)?", _exact),
        (r"днес|today|hoy", _ago(0)),
        (r"вчера|yesterday|ayer", _ago(1)),
        (r"завчера|anteayer", _ago(2)),
        (rf"{_BEFORE}{_THIS}\s+(?:седмица|week|semana)", _week(0)),
        (rf"{_BEFORE}(?:{_LAST}\s+(?:седмица|week)|semana pasada)", _week(1)),
        (rf"{_BEFORE}{_THIS}\s+(?:месец|month|mes)", _months_ago(0)),
        (rf"{_BEFORE}(?:{_LAST}\s+(?:месец|month)|mes pasado)", _months_ago(1)),
        (rf"{_BEFORE}{_THIS}\s+(?:година|year|año)", _years_ago(0)),
        (rf"{_BEFORE}(?:{_LAST}\s+(?:година|year)|año pasado)", _years_ago(1)),
    ]
    for pattern, meaning in said:
        yield re.compile(rf"(?<![\w.\-/:])(?:{pattern})(?![\w\-/])", re.IGNORECASE), meaning


_SAID = tuple(_patterns())
