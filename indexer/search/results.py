"""What a search answers: built once, shown as a page, as JSON and as a feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from indexer.search.query import Facet, Query
from indexer.search.syntax import Repair


@dataclass(frozen=True, slots=True)
class Named:
    """A person as people see one: `key` goes into addresses, `label` is shown.

    Where `certain` is False only a surname is known.
    """

    key: str
    label: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """One article of the list.

    `snippet_html` is escaped text whose only markup is `<mark>`; so is `title_html`. `repeats` is
    the id of a hit above it that says the same; empty where none does. `in_title` and `in_text` are
    how many words of them the query found.
    """

    id: str
    url: str
    title: str
    title_html: str
    snippet_html: str
    site: str
    section: str | None
    published: datetime | None
    authors: tuple[str, ...]
    persons: tuple[Named, ...]
    sources: tuple[str, ...]
    score: float
    repeats: str = ""
    in_title: int = 0
    in_text: int = 0


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: `value` goes into addresses, `label` is shown.

    `certain` is False for persons of whom only a surname is known.
    """

    value: str
    label: str
    count: int
    selected: bool = False
    excluded: bool = False
    certain: bool = True


@dataclass(frozen=True, slots=True)
class DateCount:
    """How many articles in a year «2023», a month «2023-09» or a day «2023-09-05»."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Word:
    """How one word of the query was understood: as typed, and what was looked for."""

    typed: str
    taken: str
    kind: str = "literal"


@dataclass(frozen=True, slots=True)
class Understood:
    """How the query was read.

    Attributes:
        text: in one line, for people.
        words: word by word, where a reading differs from what was typed.
        repairs: what was wrong with it and how that was mended.
    """

    text: str
    words: tuple[Word, ...] = ()
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class WayOut:
    """A search that would find something where this one found nothing: why, which, how many."""

    reason: Literal["fewer-words", "without-filter", "correction"]
    query: Query
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to a Query.

    Attributes:
        query: as it was answered: its limits kept, persons chosen by their keys.
        total: articles found; exact when `total_relation` is eq, else at least as many.
        facets: values of each facet with counts that ignore the facet's own choice: the chosen
            ones, then those of most articles.
        sizes: how many values each facet has that fit, whether they are handed out or not.
        chosen: the values that the query names, in its order, also those that nothing has.
        dates: counts by year; of the chosen year by month; of the chosen month by day.
        ways_out: filled only when nothing was found, or only part of the words.
        without: words that were left out, because no article has all.
        said_date: words of the query that were taken as days; `query` has the days in their place.
        some: how many of the words each article has at least; 0 where it has all but `without`.
        took_ms: time of the search itself.
    """

    query: Query
    understood: Understood
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[Facet, tuple[FacetValue, ...]]
    dates: tuple[DateCount, ...]
    took_ms: float = 0.0
    total_relation: Literal["eq", "gte"] = "eq"
    sizes: Mapping[Facet, int] = field(default_factory=lambda: MappingProxyType({}))
    chosen: Mapping[Facet, tuple[FacetValue, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    suggestion: str | None = None
    ways_out: tuple[WayOut, ...] = ()
    without: tuple[str, ...] = ()
    some: int = 0
    said_date: str = ""

    @property
    def partial(self) -> bool:
        """Whether no article has all words."""
        return bool(self.without or self.some)


@dataclass(frozen=True, slots=True)
class Related:
    """An article near another: the hit, and the reason in kind and in names."""

    hit: Hit
    reason: Literal["same-story", "same-persons", "same-words"]
    shared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """The archive in one look, for the home page.

    Attributes:
        articles: how many there are.
        first, last: the oldest and the newest day of publication.
        week: section → articles in the seven days that end with the newest article's day.
        persons: of that same week, most articles first.
        years: articles by year, ascending.
    """

    articles: int
    first: datetime | None
    last: datetime | None
    week: tuple[FacetValue, ...]
    persons: tuple[FacetValue, ...]
    years: tuple[DateCount, ...]
