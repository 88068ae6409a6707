"""The compiled inner loops, if they were compiled: counting facets.

    kernel.c   two functions of C
    make       compiles them; optional, see docs/performance.md for what it brings

Without it all is numpy, with the same answers. `loaded` says once which it is.
"""

from __future__ import annotations

import platform
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

try:
    from cffi import FFI
except ImportError:
    FFI = None

from indexer.columnar.array_file import Array

SOURCE = Path(__file__).with_name("kernel.c")
MACHINE = f"{platform.system()}-{platform.machine()}".lower()
# Named after the source too, so that one made from another source is never loaded.
LIBRARY = SOURCE.with_suffix(f".{crc32(SOURCE.read_bytes()):08x}.{MACHINE}.so")

DECLARED = """
void count_one(const void *, int, const int64_t *, size_t, int64_t *);
void count_many(const void *, int, const void *, int, const int64_t *, size_t, int64_t *);
"""
WIDEST = 4  # bytes of a whole number that the kernel takes


class Kernel:
    """The functions of a library, over arrays.

    Raises:
        ImportError: cffi is not installed.
        OSError: the library is not there, or not for this machine.
    """

    def __init__(self, library: Path = LIBRARY) -> None:
        if FFI is None:
            raise ImportError("the extra `compiled` brings cffi")
        self._ffi = FFI()
        self._ffi.cdef(DECLARED)
        self._library: Any = self._ffi.dlopen(str(library))

    def takes(self, *arrays: Array) -> bool:
        """Whether arrays are whole numbers of a width that the kernel knows."""
        return all(a.dtype.kind == "u" and a.dtype.itemsize <= WIDEST for a in arrays)

    def count_one(self, terms: Array, hits: Array, size: int) -> Array:
        """How many hits have each of `size` terms; see indexer.columnar.facets."""
        counts = np.zeros(size + 1, np.int64)
        self._library.count_one(*self._sized(terms), *self._long(hits), self._int64(counts))
        return counts[:size]

    def count_many(self, start: Array, terms: Array, hits: Array, size: int) -> Array:
        """The same for a column with several terms a document."""
        counts = np.zeros(size, np.int64)
        self._library.count_many(
            *self._sized(start), *self._sized(terms), *self._long(hits), self._int64(counts)
        )
        return counts

    def _sized(self, array: Array) -> tuple[Any, int]:
        return self._ffi.from_buffer(array), array.dtype.itemsize

    def _long(self, hits: Array) -> tuple[Any, int]:
        return self._int64(np.ascontiguousarray(hits, np.int64)), len(hits)

    def _int64(self, array: Array) -> Any:
        return self._ffi.from_buffer("int64_t *", array)


@cache
def loaded() -> Kernel | None:
    """The kernel, None where it was not made or cannot be used."""
    try:
        return Kernel()
    except (ImportError, OSError):
        return None
