"""Postings of several runs or segments as one, documents renumbered, deleted ones left out.

Ranges of terms are merged one after the other, so that memory holds a range and not the field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from indexer.columnar.array_file import Array, narrowest
from indexer.columnar.postings import Field, Postings, Totals, occurrences, running

AT_ONCE = 1 << 18  # postings of a range, about; a single term may have more


@dataclass(frozen=True, slots=True)
class Part:
    """One source of a merge.

    Attributes:
        field: its postings.
        numbers: old document number → new one, -1 for one that is left out; None keeps all.
        base: the new number of its first document, when all are kept.
    """

    field: Field
    numbers: Array | None
    base: int

    def between(self, first: int, last: int) -> Postings:
        """The postings of a range of terms, with their new documents; nothing stays mapped."""
        field = self.field
        documents = field.of_many(first, last)
        counts = np.diff(field.start[first : last + 1].astype(np.int64))
        begin, end = int(field.start[first]), int(field.start[last])
        whole = Postings(
            field.terms_between(first, last),
            counts,
            documents + np.uint32(self.base) if self.numbers is None else documents,
            field.frequencies[begin:end].copy(),
            _positions(field, first, last),
            None if field.weights is None else field.weights[begin:end].copy(),
        )
        field.let_go()
        return whole if self.numbers is None else _thinned(whole, self.numbers[documents])


class Merge:
    """One field's postings out of all parts, which follow each other in their documents."""

    def __init__(self, parts: Sequence[Part], at_once: int = AT_ONCE) -> None:
        self._parts = [part for part in parts if part.field.size]
        fields = [part.field for part in self._parts]
        borders = _borders(fields, at_once)
        self._cuts = [_cuts(field, borders) for field in fields]

    def ranges(self) -> Iterator[Postings]:
        """All terms in order, range by range."""
        for several in zip(*map(pairwise, self._cuts), strict=True):
            pieces = [
                part.between(first, last)
                for part, (first, last) in zip(self._parts, several, strict=True)
                if last > first
            ]
            if pieces:
                yield pieces[0] if len(pieces) == 1 else _joined(pieces)

    def totals(self) -> Totals:
        """What the writer of the merged field must know before."""
        fields = [part.field for part in self._parts]
        places = [f.positions for f in fields if f.positions is not None]
        sums = [self._kept(*one) for one in zip(self._parts, self._cuts, strict=True)]
        return Totals(
            postings=sum(postings for postings, _ in sums),
            occurrences=sum(occurring for _, occurring in sums),
            frequency=_kind([f.frequencies for f in fields]),
            position=_kind(places) if places and len(places) == len(fields) else None,
            weighted=any(f.weights is not None for f in fields),
        )

    def _kept(self, part: Part, cuts: list[int]) -> tuple[int, int]:
        """How many postings and occurrences of a part stay."""
        if part.numbers is None:
            places = part.field.positions
            return int(part.field.start[-1]), 0 if places is None else len(places)
        pieces = [part.between(first, last) for first, last in pairwise(cuts) if last > first]
        occurring = sum(0 if p.positions is None else len(p.positions) for p in pieces)
        return sum(len(p.documents) for p in pieces), occurring


def _borders(fields: list[Field], at_once: int) -> list[bytes]:
    """Terms that cut the fields into ranges of about so many postings."""
    several = max(1, len(fields))
    step = max(1, at_once // several)
    sampled: list[bytes] = []
    for field in fields:
        numbers = np.searchsorted(field.start, range(step, int(field.start[-1]), step)).tolist()
        sampled += [field.term(number) for number in numbers if number < field.size]
        field.let_go()
    return sorted(set(sorted(sampled)[several::several]))


def _cuts(field: Field, borders: list[bytes]) -> list[int]:
    """The numbers of a field's terms where the ranges begin, and the end of the last."""
    cuts = [0, *map(field.first_from, borders), field.size]
    field.let_go()
    return cuts


def _joined(sources: list[Postings]) -> Postings:
    """Several parts' postings of one range."""
    terms = sorted(set().union(*(s.terms for s in sources)))
    number = {term: n for n, term in enumerate(terms)}
    places = [np.fromiter(map(number.__getitem__, s.terms), np.int64, len(s.terms))
              for s in sources]  # fmt: skip
    counts = np.zeros(len(terms), np.int64)
    for source, place in zip(sources, places, strict=True):
        counts[place] += source.counts
    documents = np.empty(int(counts.sum()), np.uint32)
    frequencies = np.empty(len(documents), _kind([s.frequencies for s in sources]))
    has_weights = any(s.weights is not None for s in sources)
    weights = np.empty(len(documents), np.float32) if has_weights else None
    free = running(counts)[:-1]
    for source, place in zip(sources, places, strict=True):
        to = _targets(free[place], source.counts)
        documents[to], frequencies[to] = source.documents, source.frequencies
        if weights is not None:
            weights[to] = source.frequencies if source.weights is None else source.weights
        free[place] += source.counts
    positions = _joined_positions(sources, places, counts, frequencies)
    return Postings(terms, counts, documents, frequencies, positions, weights)


def _joined_positions(
    sources: list[Postings], places: list[Array], counts: Array, frequencies: Array
) -> Array | None:
    """Occurrences go where their postings went: a term's all together, source after source."""
    given = [s.positions for s in sources if s.positions is not None]
    if len(given) < len(sources):
        return None
    free = running(occurrences(counts, frequencies))
    found = np.empty(int(free[-1]), _kind(given))
    free = free[:-1]
    for source, place, positions in zip(sources, places, given, strict=True):
        each = occurrences(source.counts, source.frequencies)
        found[_targets(free[place], each)] = positions
        free[place] += each
    return found


def _targets(first: Array, counts: Array) -> Array:
    """The places of runs of so many values each, that begin at `first`."""
    start = running(counts)
    to: Array = np.repeat(first - start[:-1], counts)
    to += np.arange(start[-1])
    return to


def _kind(several: list[Array]) -> Any:
    """The narrowest type that holds the numbers of all."""
    return np.result_type(*several) if several else narrowest(0)


def _positions(field: Field, first: int, last: int) -> Array | None:
    if field.positions is None or field.position_start is None:
        return None
    begin, end = int(field.position_start[first]), int(field.position_start[last])
    return field.positions[begin:end].copy()


def _thinned(whole: Postings, documents: Array) -> Postings:
    """Only the postings whose document is kept, and only the terms that keep any."""
    kept = documents >= 0
    size = len(whole.terms)
    left = np.bincount(np.repeat(np.arange(size), whole.counts)[kept], minlength=size)
    some = left > 0
    positions = whole.positions
    if positions is not None:
        positions = positions[np.repeat(kept, whole.frequencies)]
    return Postings(
        terms=[t for t, s in zip(whole.terms, some.tolist(), strict=True) if s],
        counts=left[some],
        documents=documents[kept].astype(np.uint32),
        frequencies=whole.frequencies[kept],
        positions=positions,
        weights=None if whole.weights is None else whole.weights[kept],
    )
