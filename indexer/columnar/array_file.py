"""One file of named arrays: written once, checked whole when opened, then mapped.

    64 bytes   MAGIC, zeros
    arrays     each on a border of 64 bytes, little-endian, zeros behind it
    directory  JSON: documents, and for each array its name, type, length, place, CRC-32
    trailer    place and length of the directory (u8 u8), CRC-32 of both and of it (u4), END

Every byte of the file is under a check: the first 64 are compared, an array's sum covers its
padding, and the trailer's sum the rest. docs/index-format.md lists the arrays of a segment.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from indexer.columnar.errors import DamagedSegment

Array = NDArray[Any]
Entry = tuple[str, int, int, int]
"""Type, length, place in the file, CRC-32."""

MAGIC = b"HronCol2"
END = b"1loCnorH"
BORDER = 64
BLOCK = 1 << 22  # bytes read or written at once
_TRAILER = struct.Struct("<QQI8s")
_PLACE = struct.Struct("<QQ")


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Arrays:
    """An opened file: its arrays by name, read-only, and how many documents they are of."""

    path: Path
    documents: int
    by_name: Mapping[str, Array]
    mapped: mmap.mmap

    def __getitem__(self, name: str) -> Array:
        return self.by_name[name]

    def get(self, name: str) -> Array | None:
        """An array, or None."""
        return self.by_name.get(name)

    def let_go(self) -> None:
        """Give the memory of what was read back to the system; it is read again when asked for."""
        self.mapped.madvise(mmap.MADV_DONTNEED)


class Region:
    """The place of an array whose values come in pieces, while other arrays are written too."""

    def __init__(self, file: IO[bytes], kind: np.dtype[Any], start: int, count: int) -> None:
        self._file, self._kind = file, kind
        self._start = self._at = start
        self._count, self._checked = count, 0

    def append(self, values: Array) -> None:
        """The next values, which the type of the array must hold."""
        raw = values.astype(self._kind, copy=False).tobytes()
        self._file.seek(self._at)
        self._file.write(raw)
        self._checked = zlib.crc32(raw, self._checked)
        self._at += len(raw)

    def entry(self) -> Entry:
        """Type, length, place and checksum, once all is there.

        Raises:
            ValueError: more or less came than was said.
        """
        if self._at != self._start + self._count * self._kind.itemsize:
            raise ValueError(f"{self._count} values were said, not all or more came")
        padding = bytes(-self._at % BORDER)
        self._file.seek(self._at)
        self._file.write(padding)
        return self._kind.str, self._count, self._start, zlib.crc32(padding, self._checked)


class ArrayWriter:
    """Writes a file from front to back; nothing is readable before `close`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._file.write(MAGIC.ljust(BORDER, b"\0"))
        self._entries: dict[str, Entry] = {}
        self._regions: dict[str, Region] = {}
        self._end = BORDER

    def add(self, name: str, array: Array) -> None:
        """Append an array of one dimension."""
        flat = np.ascontiguousarray(array)
        flat = flat.astype(flat.dtype.newbyteorder("<"), copy=False)
        raw: memoryview = flat.view(np.uint8).data if flat.size else memoryview(b"")
        pieces = (raw[at : at + BLOCK] for at in range(0, len(raw), BLOCK))
        self._append(name, flat.dtype.str, flat.size, pieces)

    def add_bytes(self, name: str, length: int, pieces: Iterable[bytes | memoryview]) -> None:
        """Append an array of bytes of a known length, piece by piece."""
        self._append(name, "|u1", length, pieces)

    def reserve(self, name: str, kind: Any, count: int) -> Region:
        """Keep the place of an array of `count` values, to be filled before `close`."""
        little = np.dtype(kind).newbyteorder("<")
        region = self._regions[name] = Region(self._file, little, self._end, count)
        self._end = _border(self._end + count * little.itemsize)
        return region

    def close(self, documents: int) -> None:
        """Write directory and trailer, and see everything onto the disk."""
        self._entries |= {name: region.entry() for name, region in self._regions.items()}
        at = self._end
        self._file.seek(at)
        listed = {"documents": documents, "arrays": self._entries}
        directory = json.dumps(listed).encode()
        checked = zlib.crc32(directory + _PLACE.pack(at, len(directory)))
        self._file.write(directory + _TRAILER.pack(at, len(directory), checked, END))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _append(
        self, name: str, kind: str, count: int, pieces: Iterable[bytes | memoryview]
    ) -> None:
        start, checked = self._end, 0
        self._file.seek(start)
        for piece in pieces:
            checked = zlib.crc32(piece, checked)
            self._file.write(piece)
        self._end = _border(self._file.tell())
        padding = bytes(self._end - self._file.tell())
        self._file.write(padding)
        self._entries[name] = (kind, count, start, zlib.crc32(padding, checked))


def read(path: Path) -> Arrays:
    """Open a file, checking every byte of it.

    Raises:
        DamagedSegment: with the part that is wrong.
        FileNotFoundError: there is no such file.
    """
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < BORDER + _TRAILER.size:
            raise DamagedSegment(path, "is cut short")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    whole = memoryview(mapped)
    directory = _directory(path, whole)
    if whole[:BORDER] != MAGIC.ljust(BORDER, b"\0"):
        raise DamagedSegment(path, "does not begin as a segment")
    raw = np.frombuffer(mapped, np.uint8)
    arrays = {name: _array(path, whole, raw, name, entry)
              for name, entry in directory["arrays"].items()}  # fmt: skip
    found = Arrays(path, directory["documents"], arrays, mapped)
    found.let_go()
    return found


def _directory(path: Path, whole: memoryview) -> Any:
    at, length, checked, end = _TRAILER.unpack(whole[-_TRAILER.size :])
    if end != END:
        raise DamagedSegment(path, "is cut short or its end is changed")
    directory = bytes(whole[at : at + length])
    if zlib.crc32(directory + _PLACE.pack(at, length)) != checked:
        raise DamagedSegment(path, "its directory is changed")
    if at + length + _TRAILER.size != len(whole):
        raise DamagedSegment(path, "is longer or shorter than it was written")
    return json.loads(directory)


def _array(path: Path, whole: memoryview, raw: Array, name: str, entry: Entry) -> Array:
    kind, count, start, checked = entry
    dtype = np.dtype(kind)
    end = start + count * dtype.itemsize
    found = 0
    padded = _border(end)
    for at in range(start, padded, BLOCK):
        found = zlib.crc32(whole[at : min(at + BLOCK, padded)], found)
    if found != checked:
        raise DamagedSegment(path, f"the array {name} is changed")
    return raw[start:end].view(dtype)


def narrowest(largest: int) -> type[np.unsignedinteger[Any]]:
    """The narrowest unsigned type that holds a number."""
    kinds = (np.uint8, np.uint16, np.uint32)
    return next((kind for kind in kinds if largest <= np.iinfo(kind).max), np.uint64)


def _border(at: int) -> int:
    return at + -at % BORDER


def smallest(array: Array, largest: int | None = None) -> Array:
    """Whole numbers from 0 on in the narrowest unsigned type that holds them."""
    top = int(array.max()) if largest is None and array.size else largest or 0
    return array.astype(narrowest(top), copy=False)
