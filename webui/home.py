"""The archive in one look: how much, the last days by section, the week, this day, the years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import get_locale

from indexer.bulgarian.transliterate import transliterate
from indexer.library import Library
from indexer.search.coverage import Coverage
from indexer.search.query import MOST_PER_PAGE, Choice, Facet, Period, Query
from indexer.search.results import FacetValue, Hit, Overview, Results
from webui import addresses, links, present, timeline
from webui.language import ngettext
from webui.narrowing import bar_step
from webui.over_time import NO_BARS, OverTime, over_time
from webui.sheets import Sheet, by_section

NEWEST = 6
LAST_DAYS = 2
SECTIONS = 6  # of a day
OF_SECTION = 2  # headlines
YEARS_BACK = (1, 5, 10)
PERSONS = 12
EXAMPLES = 3


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
    page: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day: its name, its page, how many articles, and headlines by section."""

    label: str
    page: str
    total: int
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What the home page shows; every part may be empty but `overview`."""

    overview: Overview
    examples: tuple[Example, ...] = ()
    newest: tuple[Hit, ...] = ()
    last_days: tuple[Day, ...] = ()
    this_day: tuple[Day, ...] = ()
    sections: tuple[Way, ...] = ()
    persons: tuple[Way, ...] = ()
    years: OverTime = NO_BARS
    week: str = "/"
    days: str = ""


class Front:
    """The home page of a library, looked at again when the index has changed.

    It takes a handful of searches over all articles; an archive changes a few times a day.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: dict[str, tuple[str, Look]] = {}  # by language

    def look(self) -> Look:
        """The archive in one look.

        Raises:
            IndexProblem: there is no index, or none that can be used.
        """
        language, now = str(get_locale()), self._library.state().token
        kept = self._kept.get(language)
        if kept is None or kept[0] != now:
            kept = self._kept[language] = now, look(self._library)
        return kept[1]


def look(library: Library) -> Look:
    """The home page of an archive, which may be empty."""
    overview = library.overview()
    if not overview.articles:
        return Look(overview)
    newest = library.search(Query(sort="newest", per_page=NEWEST))
    week = _week(overview)
    covered = library.coverage(Query())
    return Look(
        overview=overview,
        examples=_examples(library, newest),
        newest=newest.hits,
        last_days=tuple(_day(library, day) for day in list(covered.days)[: -LAST_DAYS - 1 : -1]),
        this_day=tuple(_this_day(library, covered)),
        sections=_ways("section", overview.week, week),
        persons=_ways("person", overview.persons[:PERSONS], week),
        years=over_time(covered, "year") if len(overview.years) > 1 else over_time(covered),
        week=links.tail(Query(period=week)),
        days=timeline.period_words(week),
    )


def _day(library: Library, day: date, label: str = "") -> Day:
    """A day with the newest headlines of its fullest sections."""
    found = library.search(Query(period=Period(day, day), sort="newest", per_page=MOST_PER_PAGE))
    some = (
        replace(sheet, hits=sheet.hits[:OF_SECTION]) for sheet in by_section(found.hits)[:SECTIONS]
    )
    name = label or present.day_words(day)
    return Day(name, addresses.day(day), found.total, tuple(some))


def _this_day(library: Library, covered: Coverage) -> Iterable[Day]:
    """The newest day's own date some years before, where the archive has it."""
    last = covered.last
    for years in YEARS_BACK:
        day = _years_before(last, years) if last else None
        if day and day in covered.days:
            ago = ngettext("преди %(years)s година", "преди %(years)s години", years,
                           years=str(years))  # fmt: skip
            yield _day(library, day, f"{ago}, {present.short_day(day)}")


def _years_before(day: date, years: int) -> date:
    """The same day of an earlier year; of 29 February the day before where there is none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(max(1, day.year - years), day.month, day.day - 1)


def _week(overview: Overview) -> Period:
    """The seven days that end with the newest article."""
    if overview.last is None:
        return Period()
    last = overview.last.date()
    return Period(date.fromordinal(last.toordinal() - 6), last)


def _ways(facet: Facet, values: tuple[FacetValue, ...], week: Period) -> tuple[Way, ...]:
    most = max((v.count for v in values), default=1)
    return tuple(
        Way(
            label=v.label,
            count=v.count,
            step=bar_step(v.count, most),
            tail=links.tail(_chosen(facet, v.value, week)),
            page=addresses.place(facet, v.value),
        )
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
