"""What a reader asks for: the words as typed and the filters beside them, frozen.

`Query` is what the page's address, the command line and the API all turn into, and what a saved
search keeps. How its words are understood is `indexer.search.reading`'s business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

Facet = Literal["section", "person", "source", "author", "site"]
FACETS: tuple[Facet, ...] = ("section", "person", "source", "author", "site")

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest")

MOST_PER_PAGE = 100
DEEPEST = 10_000  # hits that can be paged through; beyond it, narrowing is what helps


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen of one facet: any of `wanted`, none of `unwanted`."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)


NO_CHOICE = Choice()


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None


ANY_DAY = Period()


@dataclass(frozen=True, slots=True)
class Query:
    """A search.

    Attributes:
        words: as typed; may be empty (all articles).
        choices: facet → what is chosen and excluded of it.
        period: days of publication.
        sort: relevance needs words; without them the newest come first.
        page: from 1.
        per_page: 1 to MOST_PER_PAGE.
        before: articles of the list that are passed over before its first page, to go deeper than
            DEEPEST.
        literal: take the words as typed, without other readings of Latin letters.
    """

    words: str = ""
    choices: Mapping[Facet, Choice] = field(default_factory=lambda: MappingProxyType({}))
    period: Period = ANY_DAY
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = 20
    literal: bool = False
    before: int = 0

    def choice(self, facet: Facet) -> Choice:
        """What is chosen of one facet."""
        return self.choices.get(facet, NO_CHOICE)

    def with_choice(self, facet: Facet, choice: Choice) -> Query:
        """The same search with another choice of one facet, from its first page on."""
        choices = {f: c for f, c in {**self.choices, facet: choice}.items() if c}
        return replace(self, choices=MappingProxyType(choices), page=1)
