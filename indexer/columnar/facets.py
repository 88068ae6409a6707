"""Counting values over hits: every facet in one pass, each as if its own choice were not there."""

from __future__ import annotations

import numpy as np

from indexer.columnar import kernel
from indexer.columnar.array_file import Array
from indexer.columnar.leaf import Leaf
from indexer.columnar.postings import running
from indexer.columnar.request import Narrowing, Span

DENSE = 2  # from one hit among so many documents on, all entries are looked through


def allowed(leaf: Leaf, narrowing: Narrowing, hits: Array) -> Array:
    """For each hit whether a choice lets it through."""
    passes = np.ones(leaf.documents, bool)
    if narrowing.wanted:
        passes = _having(leaf, narrowing.field, narrowing.wanted)
    if narrowing.unwanted:
        passes &= ~_having(leaf, narrowing.field, narrowing.unwanted)
    through: Array = passes[hits]
    return through


def within(leaf: Leaf, span: Span, hits: Array) -> Array:
    """For each hit whether its number lies in a span."""
    column = leaf.numbers(span.column)
    if column is None:
        return np.zeros(len(hits), bool)
    return column.within(span.low, span.high, hits)


def value_counts(leaf: Leaf, name: str, hits: Array) -> Array:
    """How many of the hits have each term of a field, by the term's number."""
    field = leaf.field(name)
    size = 0 if field is None else field.size
    one, many = leaf.one(name), leaf.many(name)
    fast = kernel.loaded()
    if fast and one is not None and fast.takes(one):
        return fast.count_one(one, hits, size)
    if fast and many is not None and fast.takes(*many):
        return fast.count_many(*many, hits, size)
    if one is not None:
        return np.bincount(one[hits], minlength=size + 1)[:size]
    if many is None or not len(hits):
        return np.zeros(size, np.int64)
    return np.bincount(_entries(leaf, name, *many, hits), minlength=size)


def _entries(leaf: Leaf, name: str, start: Array, terms: Array, hits: Array) -> Array:
    if len(hits) == leaf.documents:
        return terms
    if len(hits) * DENSE > leaf.documents:
        mask = np.zeros(leaf.documents, bool)
        mask[hits] = True
        return terms.compress(mask.take(leaf.owners(name)))
    first = start[hits].astype(np.int64)
    counts = start[hits + 1] - first
    at = running(counts)
    entries: Array = terms[np.arange(at[-1]) + np.repeat(first - at[:-1], counts)]
    return entries


def _having(leaf: Leaf, name: str, values: tuple[str, ...]) -> Array:
    mask = np.zeros(leaf.documents, bool)
    field = leaf.field(name)
    if field is not None:
        for value in values:
            number = field.find(leaf.searcher.schema[name].to_bytes(value))
            if number >= 0:
                mask[field.of(number)] = True
    return mask
