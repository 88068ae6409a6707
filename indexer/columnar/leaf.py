"""One segment as the engine sees it: arrays, and what is derived from them once."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from whoosh.util.numeric import byte_to_length

from indexer.columnar.array_file import Array, Arrays
from indexer.columnar.columns import Numbers, numbers
from indexer.columnar.fuzzy import Words, words_with
from indexer.columnar.postings import Field
from indexer.columnar.reading import TermsReader
from indexer.columnar.request import Fading

NONE = np.empty(0, np.intp)


ROUNDED = np.array([byte_to_length(byte) for byte in range(256)])


def _rounded(lengths: Array) -> Array:
    """Lengths as Whoosh keeps them, in one byte: so its scores and ours are the same."""
    found: Array = ROUNDED[np.minimum(np.searchsorted(ROUNDED, lengths), 255)]
    return found


class Statistics(Protocol):
    """What scores take from the whole index, not from one segment."""

    k1: float
    schema: Any

    def idf(self, field: str, term: bytes) -> float:
        """Inverse document frequency."""

    def average(self, field: str) -> float:
        """Mean length of a field, over all documents."""

    def b(self, field: str) -> float:
        """How much length counts."""


class Leaf:
    """One segment.

    Attributes:
        base: the index' number of its first document.
        documents: how many it has, deleted ones too.
        alive: for each whether it is not deleted; None when all are.
        searcher: Whoosh's searcher over it, for queries that the engine does not know.
    """

    def __init__(self, arrays: Arrays, terms: TermsReader, searcher: Any, base: int) -> None:
        self.arrays, self.searcher, self.base = arrays, searcher, base
        self.documents = arrays.documents
        self._terms = terms
        self.alive: Array | None = None
        deleted = list(searcher.reader()._perdoc.deleted_docs())
        if deleted:
            self.alive = np.ones(self.documents, bool)
            self.alive[deleted] = False
        self._numbers: dict[str, Numbers | None] = {}
        self._norms: dict[str, Array] = {}
        self._owners: dict[str, Array] = {}
        self._words: dict[tuple[str, str], Words] = {}
        self._faded: dict[Fading, Array] = {}

    def field(self, name: str) -> Field | None:
        """A field's postings."""
        return self._terms.field(name)

    def near(self, name: str, text: str, distance: int) -> list[int]:
        """The numbers of a field's terms so many letters away that share the first letter."""
        field = self.field(name)
        if field is None or not text:
            return []
        key = name, text[0]
        if key not in self._words:
            self._words[key] = words_with(field, text[0])
        found: list[int] = self._words[key].near(text, distance).tolist()
        return found

    def numbers(self, name: str) -> Numbers | None:
        """A column of numbers."""
        if name not in self._numbers:
            self._numbers[name] = numbers(self.arrays, name)
        return self._numbers[name]

    def faded(self, fading: Fading, newest: float) -> Array:
        """What is left of the score of each document."""
        if fading not in self._faded:
            column = self.numbers(fading.column)
            whole = np.zeros(self.documents) if column is None else column.all()
            left = np.exp2((whole.astype(np.float64) - newest) / fading.half)
            left = np.minimum(left, 1.0)
            self._faded[fading] = (1 - fading.share + fading.share * left).astype(np.float32)
        return self._faded[fading]

    def scored(self, name: str) -> bool:
        """Whether a field keeps lengths."""
        return self.arrays.get(f"len/{name}") is not None

    def norms(self, name: str, of: Statistics) -> Array:
        """For each document what BM25 adds to the frequency below the line."""
        if name not in self._norms:
            lengths = _rounded(self.arrays[f"len/{name}"]).astype(np.float32)
            b = of.b(name)
            self._norms[name] = np.float32(of.k1) * (
                np.float32(1 - b) + np.float32(b / of.average(name)) * lengths
            )
        return self._norms[name]

    def one(self, name: str) -> Array | None:
        """Document → number of its only term, where none has more."""
        return self.arrays.get(f"one/{name}")

    def many(self, name: str) -> tuple[Array, Array] | None:
        """Where each document's terms begin, and the terms."""
        terms = self.arrays.get(f"many/{name}/term")
        return None if terms is None else (self.arrays[f"many/{name}/start"], terms)

    def owners(self, name: str) -> Array:
        """For each entry of `many` its document."""
        if name not in self._owners:
            start = self.arrays[f"many/{name}/start"]
            each: Array = np.diff(start.astype(np.int64))
            self._owners[name] = np.repeat(np.arange(self.documents, dtype=np.uint32), each)
        return self._owners[name]
