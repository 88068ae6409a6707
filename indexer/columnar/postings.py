"""The postings of one field as arrays; how they stand in a segment's file."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from indexer.columnar.array_file import Array, Arrays, ArrayWriter, smallest


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

    def write(self, name: str, file: ArrayWriter) -> None:
        """Append the arrays of a field."""
        start = running(self.counts)
        at = f"post/{name}/"
        lengths = np.fromiter(map(len, self.terms), np.int64, len(self.terms))
        file.add(at + "text", np.frombuffer(b"".join(self.terms), np.uint8))
        file.add(at + "text_start", smallest(running(lengths)))
        file.add(at + "start", smallest(start))
        file.add(at + "doc", self.documents.astype(np.uint32, copy=False))
        file.add(at + "freq", smallest(self.frequencies))
        if self.positions is not None:
            each = occurrences(self.counts, self.frequencies)
            file.add(at + "pos_start", smallest(running(each)))
            file.add(at + "pos", smallest(self.positions))
        if self.weights is not None:
            file.add(at + "weight", self.weights.astype(np.float32, copy=False))


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
        self.start = arrays[at + "start"]
        self.documents = arrays[at + "doc"]
        self.frequencies = arrays[at + "freq"]
        self.weights = arrays.get(at + "weight")
        self.positions = arrays.get(at + "pos")
        self.position_start = arrays.get(at + "pos_start")
        self._text, self._text_start = arrays[at + "text"], arrays[at + "text_start"]
        self.size = len(self.start) - 1

    @cached_property
    def _bytes(self) -> bytes:
        return self._text.tobytes()

    def term(self, number: int) -> bytes:
        """The term with a number."""
        return self._bytes[self._text_start[number] : self._text_start[number + 1]]

    def terms(self) -> list[bytes]:
        """All terms in order."""
        text, start = self._bytes, self._text_start.tolist()
        return [text[a:b] for a, b in pairwise(start)]

    def first_from(self, text: bytes) -> int:
        """The number of the first term that is not before a text."""
        return bisect_left(range(self.size), text, key=self.term)

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
        """The documents of a term, ascending."""
        first, end = self.bounds(number)
        return self.documents[first:end]

    def weight_of(self, first: int, end: int) -> Array:
        """Weights of postings: their frequencies, where no boost was given."""
        return (self.frequencies if self.weights is None else self.weights)[first:end]
