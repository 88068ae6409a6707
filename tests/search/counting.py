"""Counting a query's facets in one pass over its hits.

A facet's counts ignore its own choice, so that one can see what adding another value would bring;
the days' counts ignore the period in the same way.
A document that every choice lets through counts for all facets; one that a single facet's choice
keeps out counts for that facet alone; one that two keep out counts for none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from indexer.search.backend import Counting, Request
from indexer.search.beginnings import begins, words_of
from indexer.search.days import number
from indexer.search.query import Choice, Facet, Period

Values = Callable[[Facet, int], tuple[str, ...]]


@dataclass(slots=True)
class Counted:
    """The documents that everything lets through, and the counts of each facet and day."""

    documents: list[int] = field(default_factory=list)
    counts: dict[Facet, Counter[str]] = field(default_factory=dict)
    days: Counter[int] = field(default_factory=Counter)


def lets_through(choice: Choice, values: tuple[str, ...]) -> bool:
    """Whether a document with these values of a facet is chosen: any wanted, none unwanted."""
    if any(v in choice.unwanted for v in values):
        return False
    return not choice.wanted or any(v in choice.wanted for v in values)


def inside(period: Period, day: int) -> bool:
    """Whether a day (yyyymmdd, 0 for none) lies in a period."""
    if not period:
        return True
    low = number(period.first) if period.first else 1
    high = number(period.last) if period.last else 99_999_999
    return low <= day <= high


def count(
    documents: Iterable[int], values: Values, day: Callable[[int], int], request: Request
) -> Counted:
    """One pass over the documents that a request's words find.

    Args:
        documents: their numbers.
        values: (facet, document) → the document's values.
        day: document → its day of publication as yyyymmdd, 0 for none.
        request: whose choices and period hold, and which facets are counted.
    """
    facets = [asked.facet for asked in request.facets]
    counted = Counted(counts={facet: Counter() for facet in facets})
    for document in documents:
        against = [
            f for f, c in request.choices.items() if not lets_through(c, values(f, document))
        ]
        within = inside(request.period, day(document))
        if not against and request.dates and day(document):
            counted.days[day(document)] += 1
        if not against and within:
            counted.documents.append(document)
        if len(against) > 1 or not within:
            continue
        for facet in against or facets:
            if facet in counted.counts:
                counted.counts[facet].update(set(values(facet, document)))
    return counted


def handed_out(found: Counter[str], asked: Counting, choice: Choice) -> tuple[dict[str, int], int]:
    """The values of a facet that were asked for, and how many there are that fit."""
    fitting = {
        value: count
        for value, count in found.items()
        if (asked.among is None or value in asked.among) and begins(words_of(value), asked.words)
    }
    ranked = sorted(fitting, key=lambda v: (-fitting[v], v))[: asked.most]
    chosen = (v for v in (*choice.wanted, *choice.unwanted) if v not in ranked)
    return {v: found[v] for v in (*ranked, *chosen)}, len(fitting)
