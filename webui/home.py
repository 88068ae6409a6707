"""The archive in one look: how much, from when to when, the last week, the years, the newest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from time import monotonic

from flask_babel import get_locale

from indexer.bulgarian.transliterate import transliterate
from indexer.library import Library
from indexer.search.query import Choice, Facet, Period, Query
from indexer.search.results import FacetValue, Hit, Overview, Results
from webui import links, timeline
from webui.narrowing import bar_step

NEWEST = 6
PERSONS = 12
EXAMPLES = 3
FRESH = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Example:
    """A query that finds something here, and its address."""

    words: str
    tail: str


@dataclass(frozen=True, slots=True)
class Way:
    """A value of the last week and the list behind it."""

    label: str
    count: int
    step: int
    tail: str


@dataclass(frozen=True, slots=True)
class Look:
    """What the home page shows; every part may be empty but `overview`."""

    overview: Overview
    examples: tuple[Example, ...] = ()
    newest: tuple[Hit, ...] = ()
    sections: tuple[Way, ...] = ()
    persons: tuple[Way, ...] = ()
    years: tuple[timeline.Span, ...] = ()
    week: str = "/"
    days: str = ""


class Front:
    """The home page of a library, looked at again when a minute has passed.

    It takes a handful of searches over all articles; an archive changes a few times a day.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: dict[str, tuple[float, Look]] = {}  # by language

    def look(self) -> Look:
        """The archive in one look. An empty one is looked at every time.

        Raises:
            IndexProblem: there is no index, or none that can be used.
        """
        language = str(get_locale())
        kept = self._kept.get(language)
        holds = self._library.count() > 0
        if kept and holds and kept[1].overview.articles and monotonic() - kept[0] < FRESH:
            return kept[1]
        self._kept[language] = monotonic(), look(self._library)
        return self._kept[language][1]


def look(library: Library) -> Look:
    """The home page of an archive, which may be empty."""
    overview = library.overview()
    if not overview.articles:
        return Look(overview)
    newest = library.search(Query(sort="newest", per_page=NEWEST))
    week = _week(overview)
    return Look(
        overview=overview,
        examples=_examples(library, newest),
        newest=newest.hits,
        sections=_ways("section", overview.week, week),
        persons=_ways("person", overview.persons[:PERSONS], week),
        years=timeline.spans(Query(), overview.years),
        week=links.tail(Query(period=week)),
        days=timeline.period_words(week),
    )


def _week(overview: Overview) -> Period:
    """The seven days that end with the newest article."""
    if overview.last is None:
        return Period()
    last = overview.last.date()
    return Period(date.fromordinal(last.toordinal() - 6), last)


def _ways(facet: Facet, values: tuple[FacetValue, ...], week: Period) -> tuple[Way, ...]:
    most = max((v.count for v in values), default=1)
    return tuple(
        Way(v.label, v.count, bar_step(v.count, most), links.tail(_chosen(facet, v.value, week)))
        for v in values
    )


def _chosen(facet: Facet, value: str, week: Period) -> Query:
    return Query(period=week).with_choice(facet, Choice(wanted=(value,)))


def _examples(library: Library, whole: Results) -> tuple[Example, ...]:
    """Queries made of what the archive has most of, each tried before it is shown."""
    found: list[Example] = []
    for words in _candidates(whole):
        query = Query(words=words)
        if len(found) < EXAMPLES and library.search(query).total:
            found.append(Example(words, links.tail(query)))
    return tuple(found)


def _candidates(whole: Results) -> Iterable[str]:
    """A person, a surname in Latin letters, a section, and more persons to fall back on."""
    persons = [v.label for v in whole.facets["person"] if " " in v.label]
    sections = [v.label for v in whole.facets["section"]]
    yield from persons[:1]
    yield from (transliterate(name.split()[-1]).lower() for name in persons[1:2])
    yield from (f"раздел:{_as_value(name)}" for name in sections[:1])
    yield from persons[2:4]
    yield from (f"раздел:{_as_value(name)}" for name in sections[1:3])


def _as_value(name: str) -> str:
    return f"„{name}“" if " " in name else name
