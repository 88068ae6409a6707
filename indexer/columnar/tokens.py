"""Tokens of one field as documents bring them, and their inversion into postings."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from itertools import count

import numpy as np

from indexer.columnar.array_file import Array
from indexer.columnar.postings import Postings

U4 = np.uint32


class Tokens:
    """Terms of one field, document after document.

    A term is a str, or bytes in `encoding`: always the same of the two.
    """

    def __init__(self, *, positions: bool, encoding: str = "utf-8") -> None:
        self._encoding = encoding
        self._numbers: defaultdict[str | bytes, int] = defaultdict(count().__next__)
        self._terms = array("I")
        self._positions = array("I") if positions else None
        self._weights: array[float] | None = None
        self._documents = array("I")
        self._lengths = array("I")

    def __len__(self) -> int:
        return len(self._terms)

    def add(
        self, document: int, terms: Iterable[str | bytes], positions: Iterable[int] = ()
    ) -> int:
        """A document's tokens, in the order of their positions; returns how many there were."""
        before = len(self._terms)
        self._terms.extend(map(self._numbers.__getitem__, terms))
        if self._positions is not None:
            if isinstance(positions, range):  # words one after the other, the usual case
                places = np.arange(positions.start, positions.stop, positions.step, dtype=U4)
                self._positions.frombytes(places.tobytes())
            else:
                self._positions.extend(positions)
        added = len(self._terms) - before
        self._documents.append(document)
        self._lengths.append(added)
        if self._weights is not None:
            self._weights.extend([1.0] * added)
        return added

    def weigh(self, added: int, weights: Iterable[float]) -> None:
        """Give the last `added` tokens weights other than 1."""
        if self._weights is None:
            self._weights = array("f", [1.0]) * len(self._terms)
        self._weights[len(self._terms) - added :] = array("f", weights)

    def invert(self) -> Postings:
        """The postings of all documents so far."""
        terms, rank = self._sorted()
        ranks = rank[np.frombuffer(self._terms, U4)]
        documents = np.repeat(np.frombuffer(self._documents, U4), np.frombuffer(self._lengths, U4))
        positions = None
        if self._positions is not None:
            positions = np.frombuffer(self._positions, U4)
        if self._weights is not None:
            return _weighted(terms, ranks, documents, positions, self._weights)
        return _packed(terms, ranks, documents, positions)

    def _sorted(self) -> tuple[list[bytes], Array]:
        found = sorted((self._utf8(term), number) for term, number in self._numbers.items())
        rank = np.empty(len(found), np.uint64)
        rank[[number for _, number in found]] = np.arange(len(found), dtype=np.uint64)
        return [term for term, _ in found], rank

    def _utf8(self, term: str | bytes) -> bytes:
        if isinstance(term, str):
            return term.encode()
        return term if self._encoding == "utf-8" else term.decode(self._encoding).encode()


def _packed(
    terms: list[bytes], ranks: Array, documents: Array, positions: Array | None
) -> Postings:
    """Term, document and position packed into one number each, and those sorted."""
    bits = [_bits(len(terms)), _bits(_top(documents)), _bits(_top(positions))]
    if sum(bits) > 64:
        return _ordered(terms, ranks, documents, positions)
    keys = ranks << np.uint64(bits[1])
    keys |= documents
    if positions is not None:
        keys <<= np.uint64(bits[2])
        keys |= positions
    keys.sort()
    if positions is None:
        return _cut(terms, keys, bits[1], None)
    mask = np.uint64((1 << bits[2]) - 1)
    places = (keys & mask).astype(U4)
    keys >>= np.uint64(bits[2])
    return _cut(terms, keys, bits[1], places)


def _ordered(
    terms: list[bytes], ranks: Array, documents: Array, positions: Array | None
) -> Postings:
    """The same for numbers too large to be packed with their positions."""
    keys = ranks << np.uint64(32) | documents
    order = np.argsort(keys, kind="stable")
    return _cut(terms, keys[order], 32, None if positions is None else positions[order])


def _weighted(
    terms: list[bytes],
    ranks: Array,
    documents: Array,
    positions: Array | None,
    weights: array[float],
) -> Postings:
    keys = ranks << np.uint64(32) | documents
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    plain = _cut(terms, keys, 32, None if positions is None else positions[order])
    each = np.frombuffer(weights, np.float32)[order]
    summed = np.add.reduceat(each, _firsts(keys)) if len(each) else each
    return Postings(
        plain.terms, plain.counts, plain.documents, plain.frequencies, plain.positions, summed
    )


def _cut(terms: list[bytes], keys: Array, bits: int, positions: Array | None) -> Postings:
    """Postings from sorted (term, document) keys, one a token."""
    first = _firsts(keys)
    frequencies = np.diff(first, append=len(keys))
    keys = keys[first]
    documents = (keys & np.uint64((1 << bits) - 1)).astype(U4)
    counts = np.bincount((keys >> np.uint64(bits)).astype(np.int64), minlength=len(terms))
    return Postings(terms, counts, documents, frequencies.astype(U4), positions)


def _firsts(keys: Array) -> Array:
    """Where a key differs from the one before it."""
    if not len(keys):
        return np.empty(0, np.int64)
    return np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))


def _top(numbers: Array | None) -> int:
    return int(numbers.max()) if numbers is not None and len(numbers) else 0


def _bits(largest: int) -> int:
    return max(1, largest.bit_length())
