"""What the engine is asked, and what it answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from indexer.columnar.array_file import Array


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A choice of one facet: any of `wanted` (all documents if empty), none of `unwanted`."""

    field: str
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers of a column from `low` to `high`, both included; None is open."""

    column: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One search.

    Attributes:
        query: a Whoosh query.
        narrowings: the choices of facets; they hold all together.
        span: further narrows the hits.
        facets: fields whose values are counted, each as if its own narrowing were not there.
        numbers: a column whose numbers are counted, as if the span were not there; "" for none.
        order: a column to order by, "" for the score; documents without a number come last.
        ascending: smallest first.
        ties: a column that orders what is equal, largest first; then the field `key`'s terms do.
        start, count: which of the ordered hits are given.
    """

    query: Any
    narrowings: tuple[Narrowing, ...] = ()
    span: Span | None = None
    facets: tuple[str, ...] = ()
    numbers: str = ""
    order: str = ""
    ascending: bool = False
    ties: str = ""
    key: str = ""
    start: int = 0
    count: int = 10


class Counts(Mapping[str, int]):
    """Value → how many hits have it, for every value that any has; made into text when asked."""

    def __init__(self, names: list[str], counts: Array) -> None:
        self._names, self._counts = names, counts
        self._some: Array | None = None

    def most(self, number: int) -> dict[str, int]:
        """The values that are counted most, the largest first; equal ones by name."""
        some = self._numbers()
        counts = self._counts[some]
        if len(some) > number > 0:
            least = np.partition(counts, len(counts) - number)[len(counts) - number]
            some, counts = some[counts >= least], counts[counts >= least]
        order = np.argsort(-counts, kind="stable")[:number]
        names, found = self._names, self._counts
        return {names[n]: int(found[n]) for n in some[order].tolist()}

    def __getitem__(self, name: str) -> int:
        return dict(self.items())[name]

    def __iter__(self) -> Iterator[str]:
        return (self._names[n] for n in self._numbers().tolist())

    def __len__(self) -> int:
        return len(self._numbers())

    def as_dict(self) -> dict[str, int]:
        """All of it at once."""
        some = self._numbers()
        names = self._names
        counts = self._counts[some].tolist()
        return {names[n]: c for n, c in zip(some.tolist(), counts, strict=True)}

    def _numbers(self) -> Array:
        if self._some is None:
            self._some = np.flatnonzero(self._counts)
        return self._some


@dataclass(frozen=True, slots=True)
class Found:
    """The answer.

    Attributes:
        hits: document number and score (0 where the order is not by score), best first.
    """

    total: int
    hits: list[tuple[int, float]]
    counts: dict[str, Counts] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
