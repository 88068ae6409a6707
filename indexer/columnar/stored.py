"""Stored fields: one compressed record a document, appended to a file while documents come.

A record is a letter and zlib. `c` (windows-1251) and `u` (UTF-8) are text: a line of JSON with the
short fields and the lengths of the long ones, then the long ones as they are, so that one can be
read as far as it is needed. `p` is a pickle, as Whoosh itself keeps it, of what JSON would change
(tuples, bytes, dates). Cyrillic in one byte a letter makes smaller and faster records.
"""

from __future__ import annotations

import json
import pickle
import zlib
from array import array
from codecs import charmap_decode, getincrementaldecoder
from collections.abc import Iterator
from dataclasses import dataclass
from encodings.cp1251 import decoding_table
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
SHORT = 200  # letters of a text that still stands in the line
PIECE = 700  # bytes that are unpacked at once
ENCODINGS = {b"c": "windows-1251", b"u": "utf-8"}
SURROGATES = "surrogatepass"
_SCANNER = json.JSONDecoder()
PLAIN = (str, int, float, bool, type(None))


def packed(fields: dict[str, Any]) -> bytes:
    """A record."""
    if not all(type(value) in PLAIN for value in fields.values()):
        return b"p" + _compressed(pickle.dumps(fields, 4))
    long = {n: v for n, v in fields.items() if type(v) is str and len(v) > SHORT}
    short = {n: v for n, v in fields.items() if n not in long}
    line = json.dumps([short, [[n, len(v)] for n, v in long.items()]], ensure_ascii=False)
    text = "".join([line, "\n", *long.values()])
    try:
        return b"c" + _compressed(text.encode(ENCODINGS[b"c"]))
    except UnicodeEncodeError:
        return b"u" + _compressed(text.encode(ENCODINGS[b"u"], SURROGATES))


def unpacked(record: bytes) -> dict[str, Any]:
    """The fields of a record."""
    raw = zlib.decompress(record[1:])
    if record[:1] == b"p":
        pickled: dict[str, Any] = pickle.loads(raw)
        return pickled
    line, _, rest = raw.decode(ENCODINGS[record[:1]], SURROGATES).partition("\n")
    fields: dict[str, Any]
    fields, lengths = json.loads(line)
    at = 0
    for name, length in lengths:
        fields[name] = rest[at : at + length]
        at += length
    return fields


def pieces(record: bytes, name: str) -> Iterator[str]:
    """A field that is a text, piece by piece; no more is unpacked than is asked for."""
    if record[:1] == b"p":
        yield unpacked(record)[name]
        return
    come = _inflated(record)
    line = next(come)
    while "\n" not in line:
        line += next(come)
    (short, lengths), end = _SCANNER.raw_decode(line)
    if name in short:
        yield short[name]
        return
    before = 0
    for long, left in lengths:
        if long == name:
            break
        before += left
    else:
        raise ValueError(f"no {name} is stored")
    for piece in chain((line[end + 1 :],), come):
        own = piece[before : before + left]
        before = max(0, before - len(piece))
        left -= len(own)
        if own:
            yield own
        if not left:
            return


def _inflated(record: bytes) -> Iterator[str]:
    """The text of a record, a piece of PIECE bytes after the other."""
    unpacker = zlib.decompressobj()
    raw = unpacker.decompress(record[1:], PIECE)
    if record[:1] == b"c":  # a byte is a letter, and no piece depends on the one before it
        yield charmap_decode(raw, "strict", decoding_table)[0]
        while unpacker.unconsumed_tail:
            raw = unpacker.decompress(unpacker.unconsumed_tail, PIECE)
            yield charmap_decode(raw, "strict", decoding_table)[0]
        return
    decode = getincrementaldecoder(ENCODINGS[record[:1]])(SURROGATES).decode
    yield decode(raw)
    while unpacker.unconsumed_tail:
        yield decode(unpacker.decompress(unpacker.unconsumed_tail, PIECE))


def _compressed(raw: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, strategy=STRATEGY)
    return packer.compress(raw) + packer.flush()


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


def record(arrays: Arrays, document: int) -> bytes:
    """The record of a document of an opened segment, empty where nothing is stored."""
    first, end = arrays["stored/start"][document : document + 2].tolist()
    return arrays["stored/byte"][first:end].tobytes()


def fields_of(arrays: Arrays, document: int) -> dict[str, Any]:
    """The stored fields of a document of an opened segment."""
    found = record(arrays, document)
    return unpacked(found) if found else {}
