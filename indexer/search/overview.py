"""The archive in one look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from indexer.search import tree
from indexer.search.backend import Request, SearchBackend
from indexer.search.dates import by_date
from indexer.search.named import Names
from indexer.search.query import ANY_DAY, NO_CHOICE, Facet, Period
from indexer.search.results import FacetValue, Overview

WEEK: tuple[Facet, ...] = ("section", "person")


def overview(backend: SearchBackend, names: Names) -> Overview:
    """How much there is, from when to when, and what the last week brought."""
    whole = backend.search(Request(tree.Everything(), count=0, dates=True))
    if not whole.days:
        return Overview(whole.total, None, None, (), (), ())
    first, last = _day(min(whole.days)), _day(max(whole.days))
    week = Period(last - timedelta(days=6), last)
    found = backend.search(Request(tree.Everything(), period=week, count=0, facets=WEEK))
    return Overview(
        articles=whole.total,
        first=_midnight(first),
        last=_midnight(last),
        week=_values(names, "section", found.counts),
        persons=_values(names, "person", found.counts),
        years=by_date(whole.days, ANY_DAY),
    )


def _values(
    names: Names, facet: Facet, counts: Mapping[Facet, Mapping[str, int]]
) -> tuple[FacetValue, ...]:
    return names.facet(facet, counts[facet], NO_CHOICE)


def _day(number: int) -> date:
    return date(number // 10_000, number // 100 % 100, number % 100)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
