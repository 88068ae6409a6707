"""Phrases: documents where words follow each other, each at most `slop` places behind the last."""

from __future__ import annotations

from functools import reduce

import numpy as np

from indexer.columnar.array_file import Array
from indexer.columnar.leaf import NONE
from indexer.columnar.postings import Field, running
from indexer.columnar.sets import intersection, places

SHIFT = 32  # a document's number stands above the bits of a position


def phrase(
    field: Field, words: list[int], having: dict[int, Array], slop: int, documents: int
) -> Array:
    """The documents with a phrase.

    Args:
        words: the numbers of its terms, in order.
        having: the documents of each.
        slop: 1 for neighbours.
        documents: of the segment.
    """
    lists = sorted(having.values(), key=len)
    common = reduce(lambda a, b: intersection(a, b, documents), lists)
    if not len(common) or field.positions is None:
        return NONE
    reached = _occurrences(field, words[0], having[words[0]], common, documents)
    for word in words[1:]:
        following = _occurrences(field, word, having[word], common, documents)
        reached = _reached(reached, following, slop)
    found = reached >> SHIFT
    if not len(found):
        return NONE
    return found[np.concatenate(([True], found[1:] != found[:-1]))].astype(np.uint32)


def _occurrences(field: Field, word: int, having: Array, common: Array, documents: int) -> Array:
    """Document and position in one number, of a word in the documents that have all words."""
    first, end = field.bounds(word)
    frequencies = field.frequencies[first:end]
    at = places(common, having, documents)
    counts = frequencies[at].astype(np.int64)
    assert field.positions is not None
    assert field.position_start is not None
    begins = running(frequencies)[at] + int(field.position_start[word])
    starts = running(counts)
    index = np.arange(starts[-1]) + np.repeat(begins - starts[:-1], counts)
    found: Array = np.repeat(common.astype(np.int64) << SHIFT, counts)
    found += field.positions[index]
    return found


def _reached(before: Array, after: Array, slop: int) -> Array:
    """Those of `after` that stand 1 to `slop` places behind one of `before`."""
    if not len(before):
        return after[:0]
    at = np.searchsorted(before, after) - 1
    near = after - before[np.maximum(at, 0)]
    reached: Array = after[(at >= 0) & (near <= slop)]
    return reached
