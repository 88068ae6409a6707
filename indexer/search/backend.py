"""The seam: what an engine has to do, and the values that cross it.

An engine stores analysed documents and answers trees of terms. It knows nothing of query syntax,
of Latin readings, of snippets or of people's names: these are the same above every engine.
`tests/search/test_backend_contract.py` is what any engine must pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Protocol

from indexer.search.positions import BLANK_LINE
from indexer.search.query import ANY_DAY, Choice, Facet, Period, Sort
from indexer.search.tree import Node


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the index keeps it.

    Attributes:
        text: what a snippet is cut from: paragraphs and captions, a blank line between.
        day: of publication, in the newspaper's own zone.
        persons: keys of indexer.naming.people; sources, authors: names as shown.
    """

    id: str
    url: str
    site: str
    title: str
    text: str
    section: str | None = None
    published: datetime | None = None
    day: date | None = None
    authors: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def searched(self) -> str:
        """All that a word of a query may stand in: title, paragraphs, captions."""
        return self.title + BLANK_LINE + self.text

    def values(self, facet: Facet) -> tuple[str, ...]:
        """The document's values of one facet."""
        match facet:
            case "section":
                return (self.section,) if self.section else ()
            case "person":
                return self.persons
            case "source":
                return self.sources
            case "author":
                return self.authors
            case "site":
                return (self.site,)


@dataclass(frozen=True, slots=True)
class Request:
    """One search of an engine.

    `facets` and `dates` say what is counted; counts of a facet ignore that facet's own choice.
    Documents that score the same come newest first, then by id.
    """

    node: Node
    choices: Mapping[Facet, Choice] = field(default_factory=lambda: MappingProxyType({}))
    period: Period = ANY_DAY
    sort: Sort = "relevance"
    start: int = 0
    count: int = 10
    facets: tuple[Facet, ...] = ()
    dates: bool = False


@dataclass(frozen=True, slots=True)
class Scored:
    """A document found and its score; 0 when the order is by date."""

    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """An engine's answer.

    Attributes:
        counts: facet → value → articles, every value with a count above 0.
        days: day of publication (yyyymmdd) → articles, the period's own limits ignored.
    """

    total: int
    documents: tuple[Scored, ...] = ()
    counts: Mapping[Facet, Mapping[str, int]] = field(default_factory=lambda: MappingProxyType({}))
    days: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Written:
    """SHIM"""

    stored: int = 0
    refused: Mapping[str, str] = field(default_factory=dict)


class SearchBackend(Protocol):
    """An engine. Searches may run from many threads; one process at a time writes."""

    def write(self, put: Iterable[Document], drop: Iterable[str] = ()) -> int:
        """Store documents in the place of those with the same ids, drop others; all or nothing.

        Returns how many were stored. Readers see the change at their next search.
        """

    def search(self, request: Request) -> Found:
        """Answer a request."""

    def get(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """The documents with these ids that there are, in that order."""

    def frequencies(self, terms: Iterable[str], *, exact: bool = False) -> Mapping[str, int]:
        """In how many documents each stem (or each exact form) stands; 0 for one unknown."""

    def values(self, facet: Facet) -> tuple[str, ...]:
        """Every value of a facet, in code point order."""

    def similar(self, form: str) -> tuple[str, ...]:
        """Forms of the index that differ by a letter or two, likeliest first."""

    def count(self) -> int:
        """How many documents there are."""

    def close(self) -> None:
        """Let go of files."""
