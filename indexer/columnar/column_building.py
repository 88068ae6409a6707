"""Columns of a segment in the making: values as Whoosh gives them, kept as the numbers they mean.

Whoosh moves whole numbers up, so that none is below 0, and makes floats whole numbers of the same
order. Here they stand as they are: `zero` is what Whoosh's column has for 0.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from whoosh import columns
from whoosh.fields import DATETIME, NUMERIC
from whoosh.util.numeric import from_sortable, to_sortable

from indexer.columnar.array_file import Array, Arrays, ArrayWriter
from indexer.columnar.columns import numbers, write_bytes, write_numbers

LARGEST = 2**63 - 1
OF_BYTES = (
    columns.VarBytesColumn,
    columns.FixedBytesColumn,
    columns.RefBytesColumn,
    columns.CompressedBytesColumn,
    columns.CompressedBlockColumn,
)

Parts = Sequence[tuple[Arrays, Array]]
"""Segments whose documents come before, and which of them are kept."""


class BytesBuilder:
    """A column of byte strings; documents without one are filled up."""

    def __init__(self, default: bytes) -> None:
        self._default = default
        self._values: list[bytes] = []

    def taken(self, value: bytes) -> bytes:
        """A value as it is kept."""
        return value

    def add(self, document: int, value: bytes) -> None:
        """A document's value."""
        self._fill(document)
        self._values.append(value)

    def write(self, name: str, before: Parts, documents: int, file: ArrayWriter) -> None:
        """Append the whole column: that of the segments before, then `documents` of our own."""
        self._fill(documents)
        old = [value for arrays, kept in before for value in self._old(arrays, name, kept)]
        write_bytes(name, [*old, *self._values], file)

    def _fill(self, documents: int) -> None:
        self._values += [self._default] * (documents - len(self._values))

    def _old(self, arrays: Arrays, name: str, kept: Array) -> list[bytes]:
        start = arrays.get(f"raw/{name}/start")
        if start is None:
            return [self._default] * len(kept)
        raw, at = arrays[f"raw/{name}/byte"].tobytes(), start.tolist()
        return [raw[at[n] : at[n + 1]] for n in kept.tolist()]


class NumbersBuilder:
    """A column of numbers; documents without one have a default that is marked as such.

    Args:
        name, field: whose column it is.
    """

    def __init__(self, name: str, field: Any) -> None:
        self._name = name
        column = field.column_type
        self._given = getattr(column, "_typecode", "B")  # of what Whoosh gives; a bit has none
        self._signed: bool | None = None  # of floats that Whoosh gives as whole numbers
        self._zero = 0
        if type(field) is NUMERIC:  # a DATETIME moves nothing
            self._zero = to_sortable(field.numtype, field.bits, field.signed, 0)
            self._signed = field.signed if field.numtype is float else None
        floats = self._signed is not None or self._given in "fd"
        large = self._given == "Q" and not self._zero and not isinstance(field, DATETIME)
        self._default: Any = column.default_value() - self._zero
        if floats:
            kind = "d"
            self._default = float("inf")  # it orders as Whoosh's "not a number"
        elif large:
            kind = "Q"
        else:
            kind, self._default = "q", min(self._default, LARGEST)
        self._values: Any = array(kind)
        self._present = bytearray()

    def taken(self, value: Any) -> Any:
        """A value as it is kept.

        Raises:
            ValueError: the column does not take it.
        """
        try:
            exact = array(self._given, [value])[0]
        except (TypeError, OverflowError) as error:
            raise ValueError(f"field {self._name} cannot hold {value!r}: {error}") from None
        if self._signed is not None:
            return from_sortable(float, 64, self._signed, exact)
        return exact - self._zero

    def add(self, document: int, value: Any) -> None:
        """A document's value, as it is kept."""
        self._fill(document)
        self._values.append(value)
        self._present.append(1)

    def write(self, name: str, before: Parts, documents: int, file: ArrayWriter) -> None:
        """Append the whole column: that of the segments before, then `documents` of our own."""
        self._fill(documents)
        own = np.array(self._values), np.frombuffer(self._present, np.uint8) > 0
        pieces = [*(self._old(arrays, name, kept) for arrays, kept in before), own]
        values, present = (np.concatenate(side) for side in zip(*pieces, strict=True))
        if present.any():
            write_numbers(name, values, present, self._zero, file)

    def _fill(self, documents: int) -> None:
        missing = documents - len(self._present)
        self._values.extend([self._default] * missing)
        self._present.extend(bytes(missing))

    def _old(self, arrays: Arrays, name: str, kept: Array) -> tuple[Array, Array]:
        found = numbers(arrays, name)
        if found is None:
            kind = np.array(self._values).dtype
            return np.full(len(kept), self._default, kind), np.zeros(len(kept), bool)
        present = np.ones(len(kept), bool) if found.present is None else found.present[kept] > 0
        return found.of(kept), present


def column_builder(name: str, field: Any) -> BytesBuilder | NumbersBuilder:
    """For a field with a column that is kept."""
    if isinstance(field.column_type, (columns.NumericColumn, columns.BitColumn)):
        return NumbersBuilder(name, field)
    return BytesBuilder(field.column_type.default_value())


def is_kept(column: Any) -> bool:
    """Whether this codec keeps such a column."""
    return type(column) in (*OF_BYTES, columns.NumericColumn, columns.BitColumn)
