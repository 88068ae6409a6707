"""The archive in one look."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from indexer.search import tree
from indexer.search.backend import Request, SearchBackend
from indexer.search.dates import by_date
from indexer.search.named import Names
from indexer.search.query import ANY_DAY, NO_CHOICE, Facet, Period
from indexer.search.results import Overview

WEEK: tuple[Facet, ...] = ("section", "person")


def overview(backend: SearchBackend, names: Names) -> Overview:
    """How much there is, from when to when, and what the last week brought."""
    whole = backend.search(Request(tree.Everything(), count=0, dates=True))
    if not whole.days:
        return Overview(whole.total, None, None, (), (), ())
    first, last = _day(min(whole.days)), _day(max(whole.days))
    week = Period(last - timedelta(days=6), last)
    wanted = tuple(map(names.counting, WEEK))
    found = backend.search(Request(tree.Everything(), period=week, count=0, facets=wanted))
    sections, persons = (names.facet(w, found.counts[w.facet], NO_CHOICE) for w in wanted)
    return Overview(
        articles=whole.total,
        first=_midnight(first),
        last=_midnight(last),
        week=sections,
        persons=persons,
        years=by_date(whole.days, ANY_DAY),
    )


def _day(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
