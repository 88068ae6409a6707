"""Phrases: documents where words follow each other, each at most `slop` places behind the last."""

from __future__ import annotations

import numpy as np

from indexer.columnar.array_file import Array
from indexer.columnar.leaf import NONE
from indexer.columnar.postings import Field, running
from indexer.columnar.sets import shared

SHIFT = 32  # a document's number stands above the bits of a position
FEW = 5  # of so many postings one: then what lies between them is summed, and not all


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
    common, at = _together(having, documents)
    if not len(common) or field.positions is None:
        return NONE
    high = common << SHIFT
    reached = _occurrences(field, words[0], at[words[0]], high)
    for word in words[1:]:
        reached = _reached(reached, _occurrences(field, word, at[word], high), slop)
    found = reached >> SHIFT
    return found.compress(np.concatenate(([True], found[1:] != found[:-1]))[: len(found)])


def _together(having: dict[int, Array], documents: int) -> tuple[Array, dict[int, Array]]:
    """The documents that have all words, and for each word which of its postings they are."""
    first, *others = sorted(having, key=lambda word: len(having[word]))
    common = having[first]
    at = {first: np.arange(len(common))}
    for word in others:
        here, there = shared(common, having[word], documents)
        common = common[here]
        at = {before: places[here] for before, places in at.items()} | {word: there}
    return common, at


def _occurrences(field: Field, word: int, at: Array, high: Array) -> Array:
    """Document and position in one number, wherever a word stands in some of its postings."""
    assert field.positions is not None
    assert field.position_start is not None
    frequencies = field.frequencies[slice(*field.bounds(word))]
    begins = int(field.position_start[word]) + _before(frequencies, at)
    counts = frequencies[at].astype(np.int64)
    starts = running(counts)
    index = np.arange(starts[-1]) + np.repeat(begins - starts[:-1], counts)
    found: Array = np.repeat(high, counts)
    found += field.positions[index]
    return found


def _before(frequencies: Array, at: Array) -> Array:
    """The sum of what stands before each of some places, which ascend."""
    if len(at) * FEW > len(frequencies):
        return running(frequencies)[at]
    between = np.add.reduceat(frequencies, np.concatenate(([0], at)), dtype=np.int64)[:-1]
    if at[0] == 0:
        between[0] = 0
    return np.cumsum(between)


def _reached(before: Array, after: Array, slop: int) -> Array:
    """Those of `after` that stand 1 to `slop` places behind one of `before`."""
    if not len(before):
        return before
    at = np.searchsorted(before, after) - 1
    near = after - before[np.maximum(at, 0)]
    return after.compress((at >= 0) & (near <= slop))
