"""What every engine does, and its answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from benchmarks.speed.queries import Mode, Question

FACETS = ("section", "ym", "persons", "sources")
LISTED = 20  # values of persons and of sources that an answer lists


@dataclass(frozen=True, slots=True)
class Answer:
    """Total, the ten ids, facet → value → count, snippets."""

    total: int
    ids: list[int] = field(default_factory=list)
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    snippets: list[str] = field(default_factory=list)


class Engine(Protocol):
    """One engine; each run has a process of its own."""

    def build(self, corpus: Path, folder: Path) -> None:
        """Index a corpus into an empty folder."""

    def open(self, folder: Path) -> None:
        """Open it for searching."""

    def run(self, question: Question, mode: Mode) -> Answer:
        """Answer one query; this is what is timed."""


def most(counts: Mapping[str, int]) -> dict[str, int]:
    """The LISTED values that are counted most."""
    return dict(Counter(counts).most_common(LISTED))
