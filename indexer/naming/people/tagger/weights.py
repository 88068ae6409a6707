"""The trained weights on disk and in memory.

A file of numpy arrays (no pickles): names of features, and of each its few weights, a label and
an eighth of a byte's range each. In memory a word's features are summed once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.naming.people.tagger.chain import Chain, Floats

__all__ = ["Sums", "Weights"]

MOST_KEPT = 1 << 16  # sums that are kept; beyond, all are worked out again
_SCALE = 127.0


class Weights:
    """Feature → weight of each label; and the chain of the labels.

    Attributes:
        chain: what may follow what, and how gladly.
    """

    def __init__(self, chain: Chain, table: Mapping[str, tuple[NDArray[np.uint8], Floats]]) -> None:
        self.chain = chain
        self._table = table

    @classmethod
    def load(cls, file: Path, part: str) -> Weights:
        """One of the models that lie in a file."""
        with np.load(file) as arrays:
            held = {name: arrays[f"{part}.{name}"] for name in _PARTS}
        labels = bytes(held["labels"]).decode().split("\n")
        names = bytes(held["names"]).decode().split("\n")
        ends = np.cumsum(held["counts"].astype(np.int64)).tolist()
        values = held["values"].astype(np.float32) * held["scale"]
        table, start = {}, 0
        for name, end in zip(names, ends, strict=True):
            table[name] = held["columns"][start:end], values[start:end]
            start = end
        return cls(Chain(labels, held["steps"]), table)

    def sum_of(self, names: Iterable[str], width: int) -> Floats:
        """The weights of some features together: a row of `width` columns."""
        found = [each for each in map(self._table.get, names) if each is not None]
        if not found:
            return np.zeros(width, np.float32)
        columns = np.concatenate([each[0] for each in found])
        values = np.concatenate([each[1] for each in found])
        return np.bincount(columns, values, width).astype(np.float32)


_PARTS = ("labels", "names", "counts", "columns", "values", "scale", "steps")


def packed(
    labels: Sequence[str],
    weights: Mapping[str, Mapping[int, float]],
    steps: Floats,
) -> dict[str, NDArray[np.generic]]:
    """A model as the arrays of its part of a file.

    Args:
        weights: feature → column → weight.
        steps: the weight of each label after each.
    """
    largest = max(abs(w) for row in weights.values() for w in row.values())
    scale = largest / _SCALE
    names: list[str] = []
    counts: list[int] = []
    columns: list[int] = []
    values: list[int] = []
    for name in sorted(weights):
        row = {column: round(w / scale) for column, w in sorted(weights[name].items())}
        row = {column: value for column, value in row.items() if value}
        if row:
            names.append(name)
            counts.append(len(row))
            columns += row
            values += row.values()
    return {
        "labels": np.frombuffer("\n".join(labels).encode(), np.uint8),
        "names": np.frombuffer("\n".join(names).encode(), np.uint8),
        "counts": np.array(counts, np.uint8),
        "columns": np.array(columns, np.uint8),
        "values": np.array(values, np.int8),
        "scale": np.array(scale, np.float32),
        "steps": steps.astype(np.float32),
    }


class Sums:
    """Rows worked out once, by what they are of; numbered, to be gathered by number."""

    def __init__(self, width: int) -> None:
        self.rows = np.zeros((1024, width), np.float32)
        self.number: dict[object, int] = {}

    def keep(self, what: object, row: Floats) -> int:
        """Keep a row; its number."""
        number = len(self.number)
        if number == len(self.rows):
            self.rows = np.concatenate((self.rows, np.zeros_like(self.rows)))
        self.rows[number] = row
        self.number[what] = number
        return number

    def clear_if_full(self) -> None:
        """Forget all rows once there are too many."""
        if len(self.number) >= MOST_KEPT:
            self.number.clear()
