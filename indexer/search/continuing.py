"""Where a list goes on behind an article, whatever was indexed since it was shown."""

from __future__ import annotations

from dataclasses import replace

from indexer.search.asking import request
from indexer.search.backend import SearchBackend
from indexer.search.matching import taken
from indexer.search.named import Names
from indexer.search.query import Query

NEAR = 1_000  # places to each side in which an article that moved is looked for


def place_after(
    query: Query, before: int, last: str, backend: SearchBackend, names: Names
) -> int | None:
    """How many articles of a list stand before the one behind `last`.

    Args:
        before: how many there were; asked first.

    Returns:
        None where `last` is gone, or has moved too far.
    """
    understood = taken(query, backend, names)
    asked = request(understood.query, understood.node)
    for first, count in ((before - 1, 1), (max(0, before - NEAR), 2 * NEAR)):
        part = backend.search(replace(asked, start=first, count=count)).documents
        for number, scored in enumerate(part, first + 1):
            if scored.document.id == last:
                return number
    return None
