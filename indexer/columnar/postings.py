"""The postings of one field as arrays; how they stand in a segment's file."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from indexer.columnar.array_file import (
    Array,
    Arrays,
    ArrayWriter,
    Region,
    narrowest,
    smallest,
)

SHIFT = 16  # bits of a document's number within its block
BLOCK = 1 << SHIFT
STEP = 64  # terms between two that a search for a term looks at first


@dataclass(frozen=True, slots=True)
class Postings:
    """What is inverted or merged, before it is written.

    Attributes:
        terms: sorted, each once.
        counts: postings of each term.
        documents: ascending within a term.
        frequencies: occurrences in each posting, unclipped.
        positions: of every occurrence, ascending within a posting; None for fields without.
        weights: of each posting, where they are not the frequencies.
    """

    terms: list[bytes]
    counts: Array
    documents: Array
    frequencies: Array
    positions: Array | None = None
    weights: Array | None = None

    def write(self, name: str, documents: int, file: ArrayWriter) -> None:
        """Append the arrays of a field of a segment of so many documents."""
        into = PostingsWriter(name, documents, self.totals(), file)
        into.append(self)
        into.close()

    def totals(self) -> Totals:
        """What a writer must know before."""
        places = self.positions
        return Totals(
            postings=len(self.documents),
            occurrences=0 if places is None else len(places),
            frequency=narrowest(int(self.frequencies.max(initial=0))),
            position=None if places is None else narrowest(int(places.max(initial=0))),
            weighted=self.weights is not None,
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """How much of one field there is, and in which types it goes to disk.

    Attributes:
        postings, occurrences: how many.
        frequency, position: types that hold them; None for fields without positions.
        weighted: whether weights are kept apart.
    """

    postings: int
    occurrences: int
    frequency: Any
    position: Any
    weighted: bool


class PostingsWriter:
    """Writes one field: ranges of its terms, one after the other.

    Args:
        documents: of the segment.
        totals: of all that will come.
    """

    def __init__(self, name: str, documents: int, totals: Totals, file: ArrayWriter) -> None:
        self._at, self._file, self._totals = f"post/{name}/", file, totals
        self._blocks = blocks_of(documents)
        self._low = self._reserve("low", np.uint16, totals.postings)
        self._frequencies = self._reserve("freq", totals.frequency, totals.postings)
        self._positions = self._weights = None
        if totals.position is not None:
            self._positions = self._reserve("pos", totals.position, totals.occurrences)
        if totals.weighted:
            self._weights = self._reserve("weight", np.float32, totals.postings)
        self._texts: list[bytes] = []
        self._text, self._start = _Sums(), _Sums(narrowest(totals.postings))
        self._position_start = _Sums(narrowest(totals.occurrences))

    def append(self, postings: Postings) -> None:
        """The next terms."""
        terms = postings.terms
        self._texts.append(b"".join(terms))
        self._text.extend(np.fromiter(map(len, terms), np.int64, len(terms)))
        self._start.extend(_by_block(postings, self._blocks))
        self._low.append(postings.documents.astype(np.uint16))
        self._frequencies.append(postings.frequencies)
        if self._positions is not None and postings.positions is not None:
            self._position_start.extend(occurrences(postings.counts, postings.frequencies))
            self._positions.append(postings.positions)
        if self._weights is not None:
            some = postings.frequencies if postings.weights is None else postings.weights
            self._weights.append(some)

    def close(self) -> None:
        """Append what is known only when all terms came."""
        at, file = self._at, self._file
        file.add(at + "text", np.frombuffer(b"".join(self._texts), np.uint8))
        file.add(at + "text_start", smallest(self._text.all()))
        file.add(at + "start", self._start.all())
        if self._positions is not None:
            file.add(at + "pos_start", self._position_start.all())

    def _reserve(self, name: str, kind: Any, count: int) -> Region:
        return self._file.reserve(self._at + name, kind, count)


class _Sums:
    """Running sums from 0 of counts that come in pieces."""

    def __init__(self, kind: Any = np.int64) -> None:
        self._pieces: list[Array] = [np.zeros(1, kind)]
        self._kind, self._reached = kind, 0

    def extend(self, counts: Array) -> None:
        sums = np.cumsum(counts, dtype=np.int64) + self._reached
        if len(sums):
            self._reached = int(sums[-1])
        self._pieces.append(sums.astype(self._kind))

    def all(self) -> Array:
        return np.concatenate(self._pieces)


def blocks_of(documents: int) -> int:
    """How many blocks a segment's documents make: within one, a number takes two bytes."""
    return max(1, -(-documents // BLOCK))


def _by_block(postings: Postings, blocks: int) -> Array:
    """How many postings each term has in each block."""
    if blocks == 1:
        return postings.counts
    term = np.repeat(np.arange(len(postings.terms)), postings.counts)
    cell = term * blocks + (postings.documents >> SHIFT)
    return np.bincount(cell, minlength=len(postings.terms) * blocks)


def running(counts: Array) -> Array:
    """0 and the running sums: where each of several runs begins, and the end of the last."""
    sums = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=sums[1:])
    return sums


def occurrences(counts: Array, frequencies: Array) -> Array:
    """How often each term stands; every term has a posting."""
    if not len(counts):
        return np.zeros(0, np.int64)
    summed: Array = np.add.reduceat(frequencies, running(counts)[:-1], dtype=np.int64)
    return summed


class Field:
    """One field of an opened segment: its terms in byte order, and their postings."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        at = f"post/{name}/"
        self.name = name
        self._blocks = blocks_of(arrays.documents)
        self._cells = arrays[at + "start"]
        self.start = self._cells[:: self._blocks]
        self._low = arrays[at + "low"]
        self.frequencies = arrays[at + "freq"]
        self.weights = arrays.get(at + "weight")
        self.positions = arrays.get(at + "pos")
        self.position_start = arrays.get(at + "pos_start")
        self._text, self._text_start = arrays[at + "text"].data, arrays[at + "text_start"]
        self.size = len(self.start) - 1
        self.let_go = arrays.let_go

    def term(self, number: int) -> bytes:
        """The term with a number."""
        return self._text[self._text_start[number] : self._text_start[number + 1]].tobytes()

    def terms(self) -> list[bytes]:
        """All terms in order."""
        return self.terms_between(0, self.size)

    def terms_between(self, first: int, last: int) -> list[bytes]:
        """The terms from one number up to another, which is not among them."""
        begins = self._text_start[first : last + 1].tolist()
        text = self._text[begins[0] : begins[-1]].tobytes()
        return [text[a - begins[0] : b - begins[0]] for a, b in pairwise(begins)]

    def first_from(self, text: bytes) -> int:
        """The number of the first term that is not before a text."""
        block = bisect_left(self._heads, text)
        first, end = max(0, block - 1) * STEP, min(self.size, block * STEP)
        return bisect_left(range(self.size), text, first, end, key=self.term)

    @cached_property
    def _heads(self) -> list[bytes]:
        """Each STEP-th term: a search in it is C's, so that few terms are cut out of the text."""
        return [self.term(number) for number in range(0, self.size, STEP)]

    def find(self, text: bytes) -> int:
        """The number of a term, -1 when the field has none such."""
        at = self.first_from(text)
        return at if at < self.size and self.term(at) == text else -1

    def prefixed(self, text: bytes) -> tuple[int, int]:
        """The first term that begins so, and the first behind the last such."""
        first = self.first_from(text)
        last = bisect_left(range(self.size), True, lo=first,
                           key=lambda n: not self.term(n).startswith(text))  # fmt: skip
        return first, last

    def bounds(self, number: int) -> tuple[int, int]:
        """Where a term's postings begin and end."""
        return int(self.start[number]), int(self.start[number + 1])

    def count(self, number: int) -> int:
        """In how many documents a term stands."""
        first, end = self.bounds(number)
        return end - first

    def of(self, number: int) -> Array:
        """The documents of a term, ascending, in the type that numpy indexes with."""
        cells = self._cells[number * self._blocks : (number + 1) * self._blocks + 1].tolist()
        found: Array = self._low[cells[0] : cells[-1]].astype(np.intp)
        for block in range(1, self._blocks):
            found[cells[block] - cells[0] : cells[block + 1] - cells[0]] |= block << SHIFT
        return found

    def of_many(self, first: int, last: int) -> Array:
        """The documents of the terms from one number up to another, term after term."""
        found: Array = self._low[int(self.start[first]) : int(self.start[last])].astype(np.uint32)
        if self._blocks > 1:
            cells = self._cells[first * self._blocks : last * self._blocks + 1].astype(np.int64)
            high = np.tile(np.arange(self._blocks, dtype=np.uint32) << SHIFT, last - first)
            found |= np.repeat(high, np.diff(cells))
        return found

    def weight_of(self, first: int, end: int) -> Array:
        """Weights of postings: their frequencies, where no boost was given."""
        return (self.frequencies if self.weights is None else self.weights)[first:end]

    def positions_of(self, number: int, posting: int) -> Array:
        """The positions of one posting of a term."""
        assert self.positions is not None
        assert self.position_start is not None
        before = self.frequencies[int(self.start[number]) : posting]
        start = int(self.position_start[number]) + int(before.sum(dtype=np.int64))
        found: Array = self.positions[start : start + int(self.frequencies[posting])]
        return found

    def held_by(self, document: int) -> tuple[Array, Array]:
        """The terms of a document, ascending, and where its posting of each stands."""
        at = np.flatnonzero(self._low == document & (BLOCK - 1))
        cells = np.searchsorted(self._cells, at, "right") - 1
        here = cells % self._blocks == document >> SHIFT
        return cells[here] // self._blocks, at[here]
