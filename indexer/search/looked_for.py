"""A search as it is seen from one article of its list: how many there are, which words it found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from indexer.search.asking import bounded, request, total
from indexer.search.backend import SearchBackend
from indexer.search.dating import dated
from indexer.search.loosening import loosened
from indexer.search.marks import Marker
from indexer.search.named import Names
from indexer.search.query import Query
from indexer.search.reading import understand


@dataclass(frozen=True, slots=True)
class Place:
    """A found word: its characters in a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LookedFor:
    """What a search found.

    Attributes:
        total: articles of its list; exact when `relation` is eq, else at least as many.
        places: for each text that was given, where the found words stand in it, in order.
    """

    total: int
    relation: Literal["eq", "gte"]
    places: tuple[tuple[Place, ...], ...]


def looked_for(
    query: Query, texts: Iterable[str], backend: SearchBackend, names: Names
) -> LookedFor:
    """The length of a query's list, and its words in some texts."""
    query = replace(bounded(query), choices=names.inside(query.choices))
    query, _ = dated(query, backend, names)
    node, _ = understand(query, names)
    found = backend.search(replace(request(query, node), count=0))
    if not found.total:
        easier = loosened(node, lambda n: total(query, n, backend))
        node = easier.node if easier else node
        found = backend.search(replace(request(query, node), count=0))
    marker = Marker(node)
    places = (tuple(Place(m.start, m.end) for m in marker.marks(text)) for text in texts)
    return LookedFor(found.total, found.relation, tuple(places))
