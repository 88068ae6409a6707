"""The seam: what an engine has to do, and the values that cross it.

An engine stores analysed documents and answers trees of terms. It knows nothing of query syntax,
of Latin readings, of snippets or of people's names: these are the same above every engine. It is
asked for no more than an engine on several machines can answer: never for every value of a facet,
never for one word at a time, never to take everything back.
`tests/search/test_backend_contract.py` is what any engine must pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, Protocol

from indexer.article import Change
from indexer.search.positions import BLANK_LINE
from indexer.search.query import ANY_DAY, Choice, Facet, Period, Sort
from indexer.search.tree import Node

TextField = Literal["text", "title", "exact"]
"""Stems of the whole text, stems of the title, forms as they stand in the whole text."""

Relation = Literal["eq", "gte"]


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words in a text; `key` is the person's, empty where nobody is named."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the index keeps it.

    Attributes:
        text: what a snippet is cut from: paragraphs and captions, a blank line between.
        day: of publication, in the newspaper's own zone.
        persons: keys of indexer.naming.people; sources, authors: names as shown.
        quotes: direct speech of the text.
        changes: how the article was changed after it was published, each kind once.
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
    quotes: tuple[Said, ...] = ()
    changes: tuple[Change, ...] = ()

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
class Counting:
    """What is to be counted of one facet.

    Attributes:
        most: so many values are given, those of most documents, equal ones in code point order.
        words: only values that have, for each of these, a word that begins so (see
            `indexer.search.beginnings`).
        among: only these values; None for any.
    """

    facet: Facet
    most: int
    words: tuple[str, ...] = ()
    among: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One search of an engine.

    `facets` and `dates` say what is counted; counts of a facet ignore that facet's own choice.
    Documents that score the same come newest first, then by id.

    Attributes:
        fading: the share of a score that fades with age: half of it is left at HALF_LIFE
            (indexer.search.weights) before the newest article, nothing without a date.
    """

    node: Node
    choices: Mapping[Facet, Choice] = field(default_factory=lambda: MappingProxyType({}))
    period: Period = ANY_DAY
    sort: Sort = "relevance"
    start: int = 0
    count: int = 10
    facets: tuple[Counting, ...] = ()
    dates: bool = False
    fading: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A document found and its score; 0 when the order is by date."""

    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Counted:
    """A facet counted.

    Attributes:
        values: value → documents: as many as were asked for, most first; behind them those that
            the facet's choice names and are not among them, with 0 where there are none.
        number: how many values fit and have a document, given or not.
    """

    values: Mapping[str, int]
    number: int


@dataclass(frozen=True, slots=True)
class Found:
    """An engine's answer.

    Attributes:
        total: of documents; with the relation "gte" there are at least as many.
        counts: by facet, for those that were to be counted.
        days: day of publication (yyyymmdd) → documents, the period's own limits ignored.
    """

    total: int
    documents: tuple[Scored, ...] = ()
    counts: Mapping[Facet, Counted] = field(default_factory=lambda: MappingProxyType({}))
    days: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    relation: Relation = "eq"


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a write.

    Attributes:
        stored: documents that are there now.
        dropped: documents that were there and are gone.
        refused: id → why; what stood under that id before stays.
    """

    stored: int = 0
    dropped: int = 0
    refused: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class SearchBackend(Protocol):
    """An engine. Searches may run from many threads; one process at a time writes."""

    def write(self, put: Iterable[Document], drop: Iterable[str] = ()) -> Written:
        """Store documents in the place of those with the same ids, drop others.

        A document that cannot be stored is refused by name and the others are stored: what
        `indexer.search.fit` finds, the second of one id, what the engine itself does not take.
        A full disk, a lock, an error of `put` itself are exceptions; then nothing is certain but
        that the same write can be repeated. Readers see the change at their next search.
        """

    def search(self, request: Request) -> Found:
        """Answer a request."""

    def scan(self, request: Request) -> Iterator[Document]:
        """Every document of a request, in its order, without a limit; for exports.

        `start`, `count` and what is to be counted are passed over. Whoever writes meanwhile does
        not change what comes.
        """

    def get(self, ids: Iterable[str]) -> tuple[Document, ...]:
        """The documents with these ids that there are, in that order."""

    def frequencies(self, field: TextField, terms: Iterable[str]) -> Mapping[str, int]:
        """In how many documents each term of a field stands; 0 for one unknown."""

    def complete(self, facet: Facet, words: tuple[str, ...], most: int) -> tuple[str, ...]:
        """The values that have, for each word, one that begins so: of most documents first."""

    def similar(self, form: str) -> tuple[str, ...]:
        """A few forms of the index that differ by a letter or two, likeliest first (see
        `indexer.search.slips`).
        """

    def beginning(self, start: str, most: int) -> tuple[str, ...]:
        """Forms of the index that begin so, of most documents first; none for an empty start."""

    def count(self) -> int:
        """How many documents there are."""

    def generation(self) -> int:
        """A number that a write which changed something makes another one, for good."""

    def close(self) -> None:
        """Let go of files."""
