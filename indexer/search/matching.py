"""Everything that a query finds, one by one: for exports. Nothing is cut or kept in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from indexer.search.asking import bounded, request, total
from indexer.search.backend import Document, SearchBackend
from indexer.search.dating import dated
from indexer.search.loosening import loosened
from indexer.search.named import Names
from indexer.search.query import Query
from indexer.search.reading import understand
from indexer.search.tree import Node

AT_ONCE = 200  # documents whose persons are named together


@dataclass(frozen=True, slots=True)
class Row:
    """An article as a line of a table; persons by the names that they are shown under."""

    id: str
    url: str
    title: str
    section: str | None
    published: datetime | None
    authors: tuple[str, ...]
    persons: tuple[str, ...]
    sources: tuple[str, ...]
    site: str


@dataclass(frozen=True, slots=True)
class Matching:
    """The articles of a list, all of them, in its order: `total` of them, to be gone through once.

    What is written meanwhile changes neither which come nor their order.
    """

    total: int
    documents: Iterator[Document]
    names: Names

    def rows(self) -> Iterator[Row]:
        """A row of each."""
        while some := list(islice(self.documents, AT_ONCE)):
            yield from _rows(some, self.names)

    def ids(self) -> Iterator[str]:
        """The id of each."""
        return (document.id for document in self.documents)


@dataclass(frozen=True, slots=True)
class Taken:
    """A query as it is asked: dates and persons understood, words loosened where none has all."""

    query: Query
    node: Node
    total: int


def taken(query: Query, backend: SearchBackend, names: Names) -> Taken:
    """The query of the list that `searching.answer` shows pages of."""
    query = replace(bounded(query), choices=names.inside(query.choices))
    query, _ = dated(query, backend, names)
    node, _ = understand(query, names)
    found = total(query, node, backend)
    easier = None if found else loosened(node, lambda n: total(query, n, backend))
    if easier is not None:
        node, found = easier.node, total(query, easier.node, backend)
    return Taken(query, node, found)


def matching(query: Query, backend: SearchBackend, names: Names) -> Matching:
    """The articles of a list."""
    asked = taken(query, backend, names)
    return Matching(asked.total, backend.scan(request(asked.query, asked.node)), names)


def _rows(documents: Iterable[Document], names: Names) -> Iterator[Row]:
    some = list(documents)
    keys = dict.fromkeys(key for document in some for key in document.persons)
    labels = {person.key: person.label for person in names.persons(keys)}
    for one in some:
        yield Row(
            id=one.id,
            url=one.url,
            title=one.title,
            section=one.section,
            published=one.published,
            authors=one.authors,
            persons=tuple(labels[key] for key in one.persons),
            sources=one.sources,
            site=one.site,
        )
