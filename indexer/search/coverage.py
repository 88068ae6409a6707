"""How much the archive has of a query over time: each day's articles, and sums by what fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal, get_args

from indexer.search.asking import bounded, request
from indexer.search.backend import Counted, SearchBackend
from indexer.search.dating import dated
from indexer.search.named import Names
from indexer.search.query import Facet, Period, Query
from indexer.search.reading import understand
from indexer.search.results import DateCount, FacetValue

__all__ = ["UNITS", "Coverage", "Unit", "counts", "coverage", "fitting", "steps"]

Unit = Literal["year", "month", "day"]
UNITS: tuple[Unit, ...] = get_args(Unit)

DAYS_SHOWN = 31  # so many days are shown one by one
MONTHS_SHOWN = 24  # so many months; what is longer is shown by years
MOST_STEPS = 400  # of a table or a chart


@dataclass(frozen=True, slots=True)
class Coverage:
    """Articles of a query by day of publication, its period kept.

    Attributes:
        query: as it was answered: persons by their keys, days said in words taken as days.
        reading: how its words were understood, in one line.
        chosen: the values that the query names, as people see them.
        total: of all articles, those without a date too.
        days: only such as have an article, ascending.
    """

    query: Query
    reading: str
    total: int
    days: Mapping[date, int]
    chosen: Mapping[Facet, tuple[FacetValue, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    @property
    def first(self) -> date | None:
        """The oldest day with an article."""
        return min(self.days, default=None)

    @property
    def last(self) -> date | None:
        """The newest day with an article."""
        return max(self.days, default=None)

    def by(self, unit: Unit) -> Mapping[str, int]:
        """Articles by «2023», «2023-09» or «2023-09-05», only where there are any."""
        counted = Counter[str]()
        for day, count in self.days.items():
            counted[_named(day, unit)] += count
        return counted


def coverage(query: Query, backend: SearchBackend, names: Names) -> Coverage:
    """Count a query over time."""
    query = replace(bounded(query), choices=names.inside(query.choices))
    query, _ = dated(query, backend, names)
    node, understood = understand(query, names)
    found = backend.search(replace(request(query, node), start=0, count=0, dates=True))
    days = {_day(number): count for number, count in sorted(found.days.items())}
    chosen = {f: names.chosen(f, Counted({}, 0), c) for f, c in query.choices.items()}
    within = _within(days, query.period)
    return Coverage(query, understood.text, found.total, within, MappingProxyType(chosen))


def fitting(first: date, last: date) -> Unit:
    """The unit in which a span is seen at one look."""
    if (last - first).days < DAYS_SHOWN:
        return "day"
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return "month" if months <= MONTHS_SHOWN else "year"


def steps(
    coverages: tuple[Coverage, ...], unit: Unit | None = None
) -> tuple[Unit, tuple[str, ...]]:
    """The unit for one or several coverages, and every step of it from the first day with an
    article to the last: those without any are among them.

    Args:
        unit: is asked for; a coarser one is taken where it would come to over MOST_STEPS.
    """
    firsts = [c.first for c in coverages if c.first]
    lasts = [c.last for c in coverages if c.last]
    if not firsts:
        return unit or "year", ()
    first, last = min(firsts), max(lasts)
    wanted = unit or fitting(first, last)
    while (made := tuple(_every(first, last, wanted, MOST_STEPS + 1))) and len(made) > MOST_STEPS:
        if wanted == "year":
            return wanted, made[:MOST_STEPS]
        wanted = UNITS[UNITS.index(wanted) - 1]
    return wanted, made


def counts(covered: Coverage, unit: Unit, named: tuple[str, ...]) -> tuple[DateCount, ...]:
    """The counts of a coverage at each of some steps."""
    by = covered.by(unit)
    return tuple(DateCount(name, by.get(name, 0)) for name in named)


def _every(first: date, last: date, unit: Unit, most: int) -> Iterator[str]:
    day, made = first, 0
    end = _named(last, unit)
    while made < most:
        name = _named(day, unit)
        yield name
        if name == end:
            return
        day, made = _next(day, unit), made + 1


def _next(day: date, unit: Unit) -> date:
    if unit == "day":
        return day + timedelta(days=1)
    if unit == "month" and day.month < 12:
        return date(day.year, day.month + 1, 1)
    return date(day.year + 1, 1, 1)


def _named(day: date, unit: Unit) -> str:
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[unit]]


def _within(days: Mapping[date, int], period: Period) -> dict[date, int]:
    first, last = period.first or date.min, period.last or date.max
    return {day: count for day, count in days.items() if first <= day <= last}


def _day(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)
