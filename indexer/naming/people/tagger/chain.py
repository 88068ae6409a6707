"""A linear chain over many short runs at once: marginals and best labels (Lafferty et al. 2001).

Runs lie in one array, the longest first, so that a step of the recursion is one operation over
all runs that are long enough.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Chain", "Floats"]

Floats = NDArray[np.float32]
_LEAST = np.float32(1e-30)


class Chain:
    """Labels in a row.

    Args:
        labels: their names; one that begins with «I» follows only its own «B» or «I».
        weights: of each label after each, from the trained model.
    """

    def __init__(self, labels: Sequence[str], weights: Floats) -> None:
        self.labels = tuple(labels)
        inside = [label.startswith("I") for label in labels]
        allowed = np.array(
            [[not inside[b] or a[1:] == labels[b][1:] for b in range(len(labels))] for a in labels]
        )
        self._step = np.where(allowed, np.exp(weights), 0).astype(np.float32)
        self._first = np.array([not each for each in inside], np.float32)

    def marginals(self, emissions: Floats, lengths: Sequence[int]) -> Floats:
        """The probability of each label of each word.

        Args:
            emissions: a row a word, runs behind one another; the weight of each label.
            lengths: of the runs.
        """
        rows, active = _laid_out(lengths)
        told = self._told(emissions, rows)
        forward = self._forward(told, active)
        backward = self._backward(told, active)
        both = forward * backward
        both /= np.maximum(both.sum(axis=2, keepdims=True), _LEAST)
        result = np.zeros_like(emissions)
        result[rows[rows >= 0]] = both[rows >= 0]
        return result

    def best(self, emissions: Floats, lengths: Sequence[int]) -> list[int]:
        """The number of each word's label in the most probable row of them (Viterbi 1967)."""
        rows, active = _laid_out(lengths)
        told = self._told(emissions, rows)
        reached = told[:, 0] * self._first
        came = np.zeros(told.shape, np.int64)
        ends = np.zeros((len(rows), told.shape[1], told.shape[2]), np.float32)
        ends[:, 0] = reached
        for at in range(1, told.shape[1]):
            some = active[at]
            ways = ends[:some, at - 1, :, None] * self._step
            came[:some, at] = ways.argmax(axis=1)
            now = ways.max(axis=1) * told[:some, at]
            ends[:some, at] = now / np.maximum(now.max(axis=1, keepdims=True), _LEAST)
        return _traced(ends, came, rows, active, len(emissions))

    def _told(self, emissions: Floats, rows: NDArray[np.int64]) -> Floats:
        """How gladly each word of each run takes each label; 0 beyond a run."""
        peak = emissions.max(axis=1, keepdims=True) if len(emissions) else emissions
        told = np.zeros((*rows.shape, len(self.labels)), np.float32)
        inside = rows >= 0
        told[inside] = np.exp(emissions - peak)[rows[inside]]
        return told

    def _forward(self, told: Floats, active: list[int]) -> Floats:
        alpha = np.zeros_like(told)
        alpha[:, 0] = told[:, 0] * self._first
        alpha[:, 0] /= np.maximum(alpha[:, 0].sum(axis=1, keepdims=True), _LEAST)
        for at in range(1, told.shape[1]):
            some = active[at]
            now = (alpha[:some, at - 1] @ self._step) * told[:some, at]
            alpha[:some, at] = now / np.maximum(now.sum(axis=1, keepdims=True), _LEAST)
        return alpha

    def _backward(self, told: Floats, active: list[int]) -> Floats:
        beta = np.ones_like(told)
        for at in range(told.shape[1] - 1, 0, -1):
            some = active[at]
            now = (told[:some, at] * beta[:some, at]) @ self._step.T
            beta[:some, at - 1] = now / np.maximum(now.sum(axis=1, keepdims=True), _LEAST)
        return beta


def _traced(
    ends: Floats, came: NDArray[np.int64], rows: NDArray[np.int64], active: list[int], size: int
) -> list[int]:
    """The labels of the best ways, from their ends back."""
    labels = np.zeros(size, np.int64)
    now = np.zeros(len(rows), np.int64)
    for at in range(ends.shape[1] - 1, -1, -1):
        some = active[at]
        beyond = active[at + 1] if at + 1 < len(active) else 0
        before = came[:beyond, at + 1][np.arange(beyond), now[:beyond]] if beyond else now[:0]
        now[:beyond] = before
        now[beyond:some] = ends[beyond:some, at].argmax(axis=1)
        labels[rows[:some, at]] = now[:some]
    found: list[int] = labels.tolist()
    return found


def _laid_out(lengths: Sequence[int]) -> tuple[NDArray[np.int64], list[int]]:
    """Runs, the longest first: the row of each word of each, -1 beyond; and how many runs have a
    word at each place.
    """
    sizes = np.asarray(lengths, np.int64)
    order = np.argsort(-sizes, kind="stable")
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])) if len(sizes) else sizes
    longest = int(sizes.max()) if len(sizes) else 0
    places = np.arange(longest)
    inside = places < sizes[order][:, None]
    rows = np.where(inside, starts[order][:, None] + places, -1)
    return rows, inside.sum(axis=0).tolist()
