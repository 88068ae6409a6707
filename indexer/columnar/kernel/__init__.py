"""The compiled inner loops, if they were compiled: counting facets and scoring a term.

    kernel.c   three functions of C
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
void bm25(const int64_t *, size_t, const void *, int, const int64_t *, size_t, const float *,
          float, float *);
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
        hits = _numbers(hits)
        self._library.count_one(*self._sized(terms), *self._long(hits), self._at(counts))
        return counts[:size]

    def count_many(self, start: Array, terms: Array, hits: Array, size: int) -> Array:
        """The same for a column with several terms a document."""
        counts = np.zeros(size, np.int64)
        hits = _numbers(hits)
        self._library.count_many(
            *self._sized(start), *self._sized(terms), *self._long(hits), self._at(counts)
        )
        return counts

    def bm25(
        self, having: Array, frequencies: Array, documents: Array, norms: Array, factor: float
    ) -> Array:
        """Scores of a term in documents; see indexer.columnar.score."""
        scores = np.zeros(len(documents), np.float32)
        having, documents = _numbers(having), _numbers(documents)
        self._library.bm25(
            *self._long(having), *self._sized(frequencies), *self._long(documents),
            self._at(norms), factor, self._at(scores),
        )  # fmt: skip
        return scores

    def _at(self, array: Array) -> Any:
        return self._ffi.from_buffer(_POINTERS[array.dtype.char], array)

    def _sized(self, array: Array) -> tuple[Any, int]:
        return self._ffi.from_buffer(array), array.dtype.itemsize

    def _long(self, array: Array) -> tuple[Any, int]:
        return self._at(array), len(array)


_POINTERS = {np.dtype(np.int64).char: "int64_t *", np.dtype(np.float32).char: "float *"}


def _numbers(documents: Array) -> Array:
    return np.ascontiguousarray(documents, np.int64)


@cache
def loaded() -> Kernel | None:
    """The kernel, None where it was not made or cannot be used."""
    try:
        return Kernel()
    except (ImportError, OSError):
        return None
