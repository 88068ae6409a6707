"""Values by document: numbers, bytes, and the terms of a document (for facets).

A column of few different numbers is kept as their places in a sorted list, so that counting it
is counting small whole numbers; one of many is kept as it is.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from whoosh.fields import NUMERIC

from indexer.columnar.array_file import Array, Arrays, ArrayWriter, smallest
from indexer.columnar.postings import running

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

    def all(self) -> Array:
        """The numbers of all documents."""
        return self.values if self.places is None else self.values[self.places]

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


@dataclass(slots=True)
class ColumnBuilder:
    """Values of a column as they come; documents without one are filled up."""

    default: Any
    zero: int = 0
    values: Any = None
    present: bytearray = field(default_factory=bytearray)

    def add(self, document: int, value: Any) -> None:
        """A document's value."""
        if self.values is None:
            self.values = [] if isinstance(value, bytes) else array("q")
        if isinstance(value, float) and self.values.typecode == "q":
            self.values = array("d", self.values)
        self.fill(document)
        self.values.append(value - self.zero if self.zero else value)
        self.present.append(1)

    def fill(self, documents: int) -> None:
        """Defaults for the documents that had none."""
        missing = documents - len(self.present)
        if missing > 0 and self.values is not None:
            self.values.extend([self.default] * missing)
            self.present.extend(bytes(missing))


def column_builder(field: Any) -> ColumnBuilder:
    """Whoosh moves whole numbers up, so that none is below 0; here they stand as they are."""
    default = field.column_type.default_value()
    whole = type(field) is NUMERIC and field.numtype is int  # a DATETIME moves nothing
    zero = int(NUMERIC.to_column_value(field, 0)) if whole else 0
    return ColumnBuilder(default - zero if zero else default, zero)
