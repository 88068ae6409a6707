"""The best few of many, by several keys one after the other, without sorting them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from indexer.columnar.array_file import Array

Key = Callable[[Array], Array]
"""Places → their keys, signed whole numbers or floats: larger is better."""

BLOCK = 64


def best(count: int, size: int, keys: Sequence[Key]) -> Array:
    """The places of the best `count` of `size` things, the best first.

    Args:
        keys: the second decides where the first is equal, and so on; each is asked only of the
            places that are still undecided.
    """
    chosen: list[Array] = []
    open_ = np.arange(size)
    wanted = min(count, size)
    for key in keys:
        if not wanted or len(open_) <= wanted:
            break
        values = key(open_)
        least = _least(values, wanted)
        above = np.flatnonzero(values > least)
        chosen.append(open_[above])
        open_ = open_.compress(values == least)
        wanted -= len(above)
    chosen.append(open_[:wanted])
    picked = np.concatenate(chosen)
    if not len(picked):
        return picked
    order = np.lexsort([_opposite(key(picked)) for key in reversed(keys)])
    ordered: Array = picked[order]
    return ordered


def nearly_best(values: Array, count: int, margin: float) -> Array:
    """The places whose value is among the best `count`, or less below them than a margin."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.flatnonzero(values >= _least(values, count) - margin)


def _least(values: Array, count: int) -> Array:
    """The value of the last of the best `count`.

    Among the largest of each block the value is not larger; what reaches it is soon sorted.
    """
    whole = len(values) // BLOCK
    if whole > 4 * count:
        tops = values[: whole * BLOCK].reshape(whole, BLOCK).max(axis=1)
        values = values.compress(values >= np.partition(tops, whole - count)[whole - count])
    least: Array = np.partition(values, len(values) - count)[len(values) - count]
    return least


def _opposite(values: Array) -> Array:
    """Signed whole numbers or floats in the opposite order, none of which overflows."""
    return -values if values.dtype.kind == "f" else ~values
