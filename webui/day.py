"""The paper of a day, a month, a year: what there is by section, and a calendar of how much."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import Calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from indexer.search.coverage import Coverage
from indexer.search.days import period_of
from indexer.search.query import MOST_PER_PAGE, Period, Query
from webui import addresses, links, present
from webui.holdings import holdings
from webui.language import gettext
from webui.missing import Missing
from webui.over_time import OverTime, over_time
from webui.place import group
from webui.sheets import by_section

pages = Blueprint("day", __name__)

SHADES = 5
LATEST = 12
_WRITTEN = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a calendar: how much it holds, as a number and as one of SHADES."""

    day: int
    whole: str
    count: int
    shade: int
    link: str
    here: bool


@dataclass(frozen=True, slots=True)
class Step:
    """A neighbour in time."""

    label: str
    link: str


@pages.get("/day", strict_slashes=False)
def newest() -> ResponseReturnValue:
    """The month of the newest article; where there is none, the home page says how to fill it."""
    last = holdings().library.coverage(Query()).last
    return redirect(addresses.day(last.isoformat()[:7]) if last else "/", 302)


@pages.get("/day/<when>")
def show(when: str) -> ResponseReturnValue:
    """A day, a month or a year, as its address is written; other ways of writing are led there."""
    period = period_of(when) if when.isascii() else None
    first, last = (period.first, period.last) if period else (None, None)
    if period is None or first is None or last is None:
        raise Missing(
            gettext("Няма такъв ден."),
            gettext("Денят се пише 2023-09-05, месецът 2023-09, годината 2023."),
        )
    if not _WRITTEN.fullmatch(when):
        return redirect(addresses.day(_value(first, last)), 301)
    whole = holdings().library.coverage(Query())
    size = MOST_PER_PAGE if len(when) == 10 else LATEST
    query = Query(period=period, sort="newest", per_page=size)
    results = holdings().library.search(query)
    before, after = _beside(tuple(whole.days), first, last, len(when))
    return render_template(
        "day.html",
        when=when,
        heading=_heading(when, first),
        total=results.total,
        list="/" + links.tail(query),
        results=results,
        sheets=by_section(results.hits) if len(when) == 10 else (),
        persons=group(results, "person"),
        sections=group(results, "section"),
        before=before,
        after=after,
        up=_up(when),
        calendar=_calendar(whole.days, first, when) if len(when) > 4 else (),
        weekdays=_weekdays(),
        month=present.date_words(when[:7]) if len(when) > 4 else "",
        months=_months(whole, period) if len(when) == 4 else OverTime(),
    )


def _value(first: date, last: date) -> str:
    """A period as it is written in addresses."""
    if first == last:
        return first.isoformat()
    return first.isoformat()[: 7 if first.month == last.month else 4]


def _heading(when: str, first: date) -> str:
    if len(when) == 10:
        return present.day_words(first)
    return present.date_words(when)


def _beside(
    days: Sequence[date], first: date, last: date, size: int
) -> tuple[Step | None, Step | None]:
    """The nearest day, month or year before and after that has an article."""
    before, after = bisect_left(days, first) - 1, bisect_right(days, last)
    earlier = _step(days[before], size) if before >= 0 else None
    later = _step(days[after], size) if after < len(days) else None
    return earlier, later


def _step(day: date, size: int) -> Step:
    value = day.isoformat()[:size]
    return Step(present.date_words(value), addresses.day(value))


def _up(when: str) -> tuple[Step, ...]:
    """The year and the month that something lies in."""
    sizes = (size for size in (4, 7) if size < len(when))
    return tuple(
        Step(present.date_words(when[:size]), addresses.day(when[:size])) for size in sizes
    )


def _calendar(
    days: Mapping[date, int], first: date, when: str
) -> tuple[tuple[Cell | None, ...], ...]:
    """The weeks of a month from Monday; None where another month's day would stand."""
    numbers = range(1, 32)
    inside = [days.get(date(first.year, first.month, n), 0) for n in numbers if _is(first, n)]
    most = max(inside, default=0)
    weeks = Calendar().monthdayscalendar(first.year, first.month)
    return tuple(
        tuple(_cell(date(first.year, first.month, n), days, most, when) if n else None for n in w)
        for w in weeks
    )


def _is(first: date, number: int) -> bool:
    return period_of(f"{first.isoformat()[:7]}-{number}") is not None


def _cell(day: date, days: Mapping[date, int], most: int, when: str) -> Cell:
    count = days.get(day, 0)
    shade = -(-SHADES * count // most) if most else 0
    link = addresses.day(day) if count else ""
    return Cell(day.day, present.short_day(day), count, shade, link, day.isoformat() == when)


def _weekdays() -> tuple[tuple[str, str], ...]:
    """Monday to Sunday, short and whole."""
    return tuple(present.weekday(date(2024, 1, n)) for n in range(1, 8))


def _months(whole: Coverage, period: Period) -> OverTime:
    """The months of a year as bars that lead to their pages."""
    first, last = period.first or date.min, period.last or date.max
    inside = {day: count for day, count in whole.days.items() if first <= day <= last}
    return over_time(Coverage(Query(period=period), "", 0, inside), "month", addresses.day)
