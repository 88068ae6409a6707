"""Ascending arrays of document numbers as sets."""

from __future__ import annotations

import numpy as np

from indexer.columnar.array_file import Array

MUCH_SHORTER = 16  # times: then looking each up is quicker than marking the longer one


def intersection(one: Array, other: Array, documents: int) -> Array:
    """The numbers in both."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) * MUCH_SHORTER < len(long):
        at = np.searchsorted(long, short)
        at[at == len(long)] = 0
        found: Array = short[long[at] == short]
        return found
    mask = np.zeros(documents, bool)
    mask[long] = True
    marked: Array = short[mask[short]]
    return marked


def places(some: Array, all_: Array, documents: int) -> Array:
    """Where each of `some` stands in `all_`, which has them all."""
    if len(some) == len(all_):
        return np.arange(len(all_))
    if len(some) * MUCH_SHORTER < len(all_):
        return np.searchsorted(all_, some)
    mask = np.zeros(documents, bool)
    mask[some] = True
    return np.flatnonzero(mask[all_])


def union(several: list[Array], documents: int) -> Array:
    """The numbers in any."""
    mask = np.zeros(documents, bool)
    for one in several:
        mask[one] = True
    return np.flatnonzero(mask)
