"""What the engine is asked, and what it answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
class Fading:
    """Scores fade with the distance from the largest number of a column; what has none is oldest.

    Attributes:
        share: of the score that fades, 0 to 1.
        half: the distance at which half of that is left.
    """

    column: str
    share: float
    half: float


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
        fading: of the scores.
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
    fading: Fading | None = None


class Counts(Mapping[str, int]):
    """Value → how many hits have it, for every value that any has; made into text when asked."""

    def __init__(self, names: list[str], counts: Array) -> None:
        self._names, self._counts = names, counts
        self._some: Array | None = None

    def most(self, number: int) -> dict[str, int]:
        """The values that are counted most, the largest first; equal ones by name."""
        if number < 1:
            return {}
        some = self._numbers()
        counts = self._counts[some]
        if len(some) > number:
            least = np.partition(counts, len(counts) - number)[len(counts) - number]
            some, counts = some[counts >= least], counts[counts >= least]
        order = np.argsort(-counts, kind="stable")[:number]
        names, found = self._names, self._counts
        return {names[n]: int(found[n]) for n in some[order].tolist()}

    def __getitem__(self, name: str) -> int:
        count = self.of((name,))[name]
        if not count:
            raise KeyError(name)
        return count

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

    def of(self, names: Iterable[str]) -> dict[str, int]:
        """The counts of some values, 0 where there are none."""
        found = ((name, self._place(name)) for name in names)
        return {name: 0 if at < 0 else int(self._counts[at]) for name, at in found}

    def among(self, names: Iterable[str]) -> Counts:
        """As if no other values than some were there."""
        places = (self._place(name) for name in names)
        return self.at([place for place in places if place >= 0])

    def at(self, places: Sequence[int]) -> Counts:
        """As if no other values were there than those at some places of `names`."""
        counts = np.zeros_like(self._counts)
        counts[places] = self._counts[places]
        return Counts(self._names, counts)

    @property
    def names(self) -> Sequence[str]:
        """Every value that the field has, in code point order, counted or not."""
        return self._names

    def _place(self, name: str) -> int:
        at = bisect_left(self._names, name)
        return at if at < len(self._names) and self._names[at] == name else -1

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
