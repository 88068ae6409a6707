"""What a posting says beside its document, as Whoosh's formats encode it; and vectors.

A vector is a document's terms with such values. Nothing is stored for it: it is read out of the
postings of its field, all of which are looked through (10 ms for 100,000 articles).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from whoosh.formats import Existence, Frequency, Positions
from whoosh.matching import ListMatcher
from whoosh.system import pack_uint

from indexer.columnar.array_file import Array
from indexer.columnar.column_building import is_kept
from indexer.columnar.postings import Field, running

KEPT = (Existence, Frequency, Positions)


def check(schema: Any) -> None:
    """See that all that a schema wants to be kept is kept.

    Raises:
        ValueError: a field or its vector has a format with more than positions, or the vector
            more than the field; or a column is neither of numbers nor of bytes.
    """
    for name, field in schema.items():
        if field.column_type and not is_kept(field.column_type):
            raise ValueError(f"field {name}: the column {_named(field.column_type)} is not kept")
        if not field.indexed:
            continue
        for wanted in filter(None, (field.format, field.vector)):
            if type(wanted) not in KEPT:
                raise ValueError(f"field {name}: the format {_named(wanted)} is not kept")
            if _has_places(wanted) and not _has_places(field.format):
                raise ValueError(f"field {name}: its vector has positions, and it has not")


def values_of(field: Field, number: int, wanted: Any) -> Values:
    """The values of a term's postings."""
    first, end = field.bounds(number)
    places = None
    if field.positions is not None and field.position_start is not None:
        start, stop = field.position_start[number : number + 2].tolist()
        places = field.positions[start:stop]
    return Values(field.frequencies[first:end], places, wanted)


def vector(field: Field, document: int, wanted: Any) -> ListMatcher:
    """The terms of a document in a field, in byte order."""
    numbers, at = field.held_by(document)
    terms = numbers.tolist()
    frequencies = field.frequencies[at]
    weights = frequencies if field.weights is None else field.weights[at]
    places = None
    if field.positions is not None:
        pieces = map(field.positions_of, terms, at.tolist())
        places = np.concatenate(list(pieces))
    return ListMatcher(
        [field.term(number).decode() for number in terms],
        weights.astype(float).tolist(),
        Values(frequencies, places, wanted),
        wanted,
    )


class Values(Sequence[bytes]):
    """Values of postings, each encoded when it is asked for.

    Args:
        frequencies: of each posting.
        places: their positions, one posting's behind the other's; None where there are none.
        wanted: Whoosh's format that encodes them.
    """

    def __init__(self, frequencies: Array, places: Array | None, wanted: Any) -> None:
        self._frequencies, self._places, self._format = frequencies, places, wanted
        self._start = running(frequencies)

    def __len__(self) -> int:
        return len(self._frequencies)

    def __getitem__(self, at: Any) -> Any:
        if type(self._format) is Existence:
            return b""
        if self._places is None or type(self._format) is Frequency:
            return pack_uint(int(self._frequencies[at]))
        first, end = self._start[at : at + 2].tolist()
        return self._format.encode(self._places[first:end].tolist())


def _named(thing: Any) -> str:
    return type(thing).__name__


def _has_places(kind: Any) -> bool:
    return bool(kind.supports("positions"))
