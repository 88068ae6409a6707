"""Stored fields: one compressed record a document, appended to a file while documents come.

A record is a letter and zlib: `c` JSON in windows-1251, `u` JSON in UTF-8, `p` a pickle. Cyrillic
in one byte a letter makes smaller and faster records; what it cannot hold goes as UTF-8, and what
JSON would change (tuples, bytes, dates) as a pickle, as Whoosh itself keeps it.
"""

from __future__ import annotations

import json
import pickle
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from indexer.columnar.array_file import BLOCK, Array, Arrays, ArrayWriter
from indexer.columnar.postings import running

# Letters by how frequent they are, and runs of one: for news in windows-1251 .55 of its bytes where
# the search for repeated words makes .49 in twice the time, and is slower to read.
STRATEGY = zlib.Z_RLE
LEVEL = 1
PLAIN = (str, int, float, bool, type(None))


def packed(fields: dict[str, Any]) -> bytes:
    """A record."""
    if not all(type(value) in PLAIN for value in fields.values()):
        return b"p" + _compressed(pickle.dumps(fields, 4))
    text = json.dumps(fields, ensure_ascii=False)
    try:
        return b"c" + _compressed(text.encode("cp1251"))
    except UnicodeEncodeError:
        return b"u" + _compressed(text.encode("utf-8", "surrogatepass"))


def unpacked(record: bytes) -> dict[str, Any]:
    """The fields of a record."""
    raw = zlib.decompress(record[1:])
    if record[:1] == b"p":
        fields: dict[str, Any] = pickle.loads(raw)
        return fields
    decoded: dict[str, Any] = json.loads(
        raw.decode("cp1251") if record[:1] == b"c" else raw.decode("utf-8", "surrogatepass")
    )
    return decoded


@dataclass(frozen=True, slots=True)
class Records:
    """Records one behind the other: the length of each, and their bytes in pieces."""

    lengths: Array
    pieces: Iterator[bytes | memoryview]


def records_of(arrays: Arrays, kept: Array) -> Records:
    """The records of those documents of a segment that are kept, as they are."""
    start, raw = arrays["stored/start"], arrays["stored/byte"].data
    first, end = start[kept], start[kept + 1]
    apart = np.flatnonzero(first[1:] != end[:-1]) + 1  # where a document is left out
    begins = first[np.concatenate(([0], apart))].tolist() if len(kept) else []
    ends = end[np.concatenate((apart - 1, [-1]))].tolist() if len(kept) else []
    return Records(
        end - first,
        (raw[at : min(at + BLOCK, stop)]
         for begin, stop in zip(begins, ends, strict=True)
         for at in range(begin, stop, BLOCK)),
    )  # fmt: skip


def write_records(several: list[Records], file: ArrayWriter) -> None:
    """Append the arrays to a segment's file."""
    start = running(np.concatenate([records.lengths for records in several]))
    file.add_bytes("stored/byte", int(start[-1]), chain.from_iterable(r.pieces for r in several))
    file.add("stored/start", start.astype(np.uint64))


def _compressed(raw: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, strategy=STRATEGY)
    return packer.compress(raw) + packer.flush()


class StoredWriter:
    """Records of a segment in the making, in a file of their own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("w+b")
        self._start = array("Q", [0])

    def add(self, fields: dict[str, Any]) -> None:
        """The next document's fields."""
        self._append(packed(fields) if fields else b"")

    def records(self) -> Records:
        """All of them."""
        lengths = np.diff(np.frombuffer(self._start, np.uint64))
        return Records(lengths, self._pieces())

    def close(self) -> None:
        """Drop the file."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _append(self, record: bytes) -> None:
        self._file.write(record)
        self._start.append(self._start[-1] + len(record))

    def _pieces(self) -> Iterator[bytes]:
        self._file.seek(0)
        while piece := self._file.read(BLOCK):
            yield piece


def record(arrays: Arrays, document: int) -> dict[str, Any]:
    """The stored fields of a document of an opened segment."""
    first, end = arrays["stored/start"][document : document + 2].tolist()
    return unpacked(arrays["stored/byte"][first:end].tobytes()) if end > first else {}
