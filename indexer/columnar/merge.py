"""Postings of several runs or segments as one, documents renumbered, deleted ones left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from indexer.columnar.array_file import Array
from indexer.columnar.postings import Field, Postings, occurrences, running

AT_ONCE = 1 << 21  # postings moved in one step: bounds the memory of a merge


@dataclass(frozen=True, slots=True)
class Part:
    """One source of a merge.

    Attributes:
        field: its postings, or None where it lacks the field.
        numbers: old document number → new one, -1 for one that is left out; None keeps all.
        base: the new number of its first document, when all are kept.
    """

    field: Field | None
    numbers: Array | None
    base: int


def merged(parts: Sequence[Part]) -> Postings:
    """One field's postings out of all parts, which follow each other in their documents."""
    sources = [_taken(p) for p in parts if p.field is not None and p.field.size]
    terms = sorted(set().union(*(s.terms for s in sources)))
    number = {term: n for n, term in enumerate(terms)}
    places = [np.fromiter(map(number.__getitem__, s.terms), np.int64, len(s.terms))
              for s in sources]  # fmt: skip
    del number
    counts = np.zeros(len(terms), np.int64)
    for source, place in zip(sources, places, strict=True):
        counts[place] += source.counts
    documents = np.empty(int(counts.sum()), np.uint32)
    frequencies = np.empty(len(documents), _kind([s.frequencies for s in sources]))
    weights = _floats(sources, len(documents))
    free = running(counts)[:-1]
    for source, place in zip(sources, places, strict=True):
        for begin, end, to in _moves(free[place], source.counts):
            documents[to] = source.documents[begin:end]
            frequencies[to] = source.frequencies[begin:end]
            if weights is not None:
                given = source.frequencies if source.weights is None else source.weights
                weights[to] = given[begin:end]
        free[place] += source.counts
    positions = _positions(sources, places, counts, frequencies)
    return Postings(terms, counts, documents, frequencies, positions, weights)


def _positions(
    sources: list[Postings], places: list[Array], counts: Array, frequencies: Array
) -> Array | None:
    """Occurrences go where their postings went: a term's all together, source after source."""
    if not sources or any(s.positions is None for s in sources):
        return None
    free = running(occurrences(counts, frequencies))
    found = np.empty(
        int(free[-1]), _kind([s.positions for s in sources if s.positions is not None])
    )
    free = free[:-1]
    for source, place in zip(sources, places, strict=True):
        each = occurrences(source.counts, source.frequencies)
        assert source.positions is not None
        for begin, end, to in _moves(free[place], each):
            found[to] = source.positions[begin:end]
        free[place] += each
    return found


def _kind(several: list[Array]) -> Any:
    """The narrowest type that holds the numbers of all."""
    return np.result_type(*several) if several else np.uint8


def _moves(targets: Array, counts: Array) -> Iterator[tuple[int, int, Array]]:
    """Steps of a move: a range of the source, and the places that it goes to."""
    start = running(counts)
    first = 0
    while first < len(counts):
        last = int(np.searchsorted(start, start[first] + AT_ONCE, side="right")) - 1
        last = max(last, first + 1)
        begin, end = int(start[first]), int(start[last])
        to = np.repeat(targets[first:last] - start[first:last], counts[first:last])
        yield begin, end, to + np.arange(begin, end)
        first = last


def _floats(sources: list[Postings], count: int) -> Array | None:
    has_weights = any(s.weights is not None for s in sources)
    return np.empty(count, np.float32) if has_weights else None


def _taken(part: Part) -> Postings:
    """A part's postings with new document numbers."""
    field, numbers = part.field, part.numbers
    assert field is not None
    counts = np.diff(field.start.astype(np.int64))
    if numbers is None:
        documents = field.documents + np.uint32(part.base) if part.base else field.documents
        return Postings(field.terms(), counts, documents, field.frequencies, field.positions,
                        field.weights)  # fmt: skip
    return _thinned(field, counts, numbers[field.documents])


def _thinned(field: Field, counts: Array, documents: Array) -> Postings:
    """Only the postings whose document is kept, and only the terms that keep any."""
    kept = documents >= 0
    owner = np.repeat(np.arange(field.size), counts)[kept]
    left = np.bincount(owner, minlength=field.size)
    some = left > 0
    positions = field.positions
    if positions is not None:
        positions = positions[np.repeat(kept, field.frequencies)]
    return Postings(
        terms=[t for t, s in zip(field.terms(), some.tolist(), strict=True) if s],
        counts=left[some],
        documents=documents[kept].astype(np.uint32),
        frequencies=field.frequencies[kept],
        positions=positions,
        weights=None if field.weights is None else field.weights[kept],
    )
