"""Values by document: numbers, bytes, and the terms of a document (for facets).

A column of few different numbers is kept as their places in a sorted list, so that counting it
is counting small whole numbers; one of many is kept as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.columnar.array_file import Array, Arrays, ArrayWriter, smallest
from indexer.columnar.postings import running

LOWEST = np.iinfo(np.int64).min
TOP_BIT = np.uint64(1 << 63)
MOST_PLACES = 65_536  # different numbers; more are kept plain


def write_numbers(name: str, numbers: Array, present: Array, zero: int, file: ArrayWriter) -> None:
    """A column of numbers.

    Args:
        present: which documents had one; the others have a default.
        zero: what Whoosh keeps for 0 in such a column.
    """
    file.add(f"num/{name}/zero", np.array([zero], np.uint64))
    different = np.unique(numbers)
    if len(different) <= min(MOST_PLACES, max(16, len(numbers) // 4)):
        places = np.searchsorted(different, numbers)
        file.add(f"num/{name}/value", different)
        file.add(f"num/{name}/place", smallest(places, len(different)))
    else:
        file.add(f"num/{name}/plain", numbers)
    if not present.all():
        file.add(f"num/{name}/present", present.astype(np.uint8))


def write_bytes(name: str, values: Sequence[bytes], file: ArrayWriter) -> None:
    """A column of byte strings, empty where a document has none."""
    lengths = np.fromiter(map(len, values), np.int64, len(values))
    file.add(f"raw/{name}/byte", np.frombuffer(b"".join(values), np.uint8))
    file.add(f"raw/{name}/start", smallest(running(lengths)))


def write_forward(
    name: str, counts: Array, having: Array, documents: int, file: ArrayWriter
) -> None:
    """Document → numbers of its terms: the postings turned over.

    With at most one term a document, one array whose largest value says "none"; else two.

    Args:
        counts: postings of each term.
        having: the document of each posting.
        documents: of the segment.
    """
    term = np.repeat(np.arange(len(counts)), counts)
    order = np.argsort(having, kind="stable")
    each = np.bincount(having, minlength=documents)
    if documents and each.max(initial=0) <= 1:
        one = np.full(documents, len(counts))
        one[having] = term
        file.add(f"one/{name}", smallest(one, len(counts)))
    else:
        file.add(f"many/{name}/term", smallest(term[order], len(counts)))
        file.add(f"many/{name}/start", smallest(running(each)))


@dataclass(frozen=True, slots=True)
class Numbers:
    """An opened column of numbers: `values[places]`, or plain `values` without places."""

    values: Array
    places: Array | None
    present: Array | None

    def of(self, documents: Array) -> Array:
        """The numbers of documents."""
        if self.places is None:
            return self.values[documents]
        return self.values[self.places[documents]]

    def ranks(self, documents: Array, *, ascending: bool = False) -> Array:
        """What orders documents, larger is better: signed numbers, or floats.

        Those without a number have the smallest, so that they come last either way.
        """
        found = self.of(documents)
        if found.dtype == np.uint64:
            found = (found ^ TOP_BIT).view(np.int64)
        if ascending:
            found = -found if found.dtype.kind == "f" else ~found  # no whole number overflows
        if self.present is None:
            return found
        lowest = -np.inf if found.dtype.kind == "f" else LOWEST
        return np.where(self.present[documents] > 0, found, lowest)

    def all(self) -> Array:
        """The numbers of all documents."""
        return self.values if self.places is None else self.values[self.places]

    def largest(self) -> float:
        """The largest number."""
        return float(self.values.max(initial=0))

    def count(self, documents: int) -> int:
        """How many of the segment's documents have a number."""
        return documents if self.present is None else int((self.present > 0).sum())

    def within(self, low: float | None, high: float | None, documents: Array) -> Array:
        """For each document whether it has a number from `low` to `high`, both included."""
        if self.places is None:
            inside = _between(self.values[documents], low, high)
        else:
            first = 0 if low is None else int(np.searchsorted(self.values, low))
            last = len(self.values)
            if high is not None:
                last = int(np.searchsorted(self.values, high, side="right"))
            places = self.places[documents]
            inside = (places >= first) & (places < last)
        return inside if self.present is None else inside & (self.present[documents] > 0)

    def counted(self, documents: Array) -> dict[int, int]:
        """How many of the documents have each number."""
        if self.present is not None:
            documents = documents.compress(self.present[documents] > 0)
        if self.places is None:
            found, counts = np.unique(self.values[documents], return_counts=True)
            return dict(zip(found.tolist(), counts.tolist(), strict=True))
        counts = np.bincount(self.places[documents], minlength=len(self.values))
        some = np.flatnonzero(counts)
        return dict(zip(self.values[some].tolist(), counts[some].tolist(), strict=True))


def numbers(arrays: Arrays, name: str) -> Numbers | None:
    """A column of numbers of an opened segment."""
    present = arrays.get(f"num/{name}/present")
    plain = arrays.get(f"num/{name}/plain")
    if plain is not None:
        return Numbers(plain, None, present)
    values = arrays.get(f"num/{name}/value")
    if values is None:
        return None
    return Numbers(values, arrays[f"num/{name}/place"], present)


def _between(found: Array, low: float | None, high: float | None) -> Array:
    inside = np.ones(len(found), bool)
    if low is not None:
        inside &= found >= low
    if high is not None:
        inside &= found <= high
    return inside
