"""Which words of a text a query found: for highlighting, and for choosing a snippet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer import bulgarian
from indexer.search import tree

Matches = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Mark:
    """A found word: where it stands in the text, and which part of the query found it."""

    start: int
    end: int
    part: int


class Marker:
    """The leaves of a query, ready to be looked for in texts."""

    def __init__(self, node: tree.Node) -> None:
        self._runs: list[tuple[Matches, ...]] = []
        for leaf in tree.positive(node):
            run = _run(leaf)
            if run:
                self._runs.append(run)

    def marks(self, text: str) -> list[Mark]:
        """The found words in the order of the text; a phrase only where it stands whole."""
        if not self._runs:
            return []
        words = list(bulgarian.tokens(text))
        found: dict[int, Mark] = {}
        for part, run in enumerate(self._runs):
            for at in _places(words, run):
                for word in words[at : at + len(run)]:
                    found.setdefault(word.start, Mark(word.start, word.end, part))
        return [found[start] for start in sorted(found)]


def _places(words: Sequence[bulgarian.Token], run: tuple[Matches, ...]) -> Iterable[int]:
    for at in range(len(words) - len(run) + 1):
        if all(matches(words[at + i].text) for i, matches in enumerate(run)):
            yield at


def _run(leaf: tree.Leaf) -> tuple[Matches, ...]:
    match leaf:
        case tree.Term(exact, stems):
            return (_by_stem(frozenset(stems), exact),)
        case tree.Phrase(words, exact):
            return tuple(w.__eq__ if exact else _by_stem(frozenset((w,)), "") for w in words)
        case tree.Prefix(text):
            return (lambda word: word.startswith(text),)
        case tree.Wildcard(pattern):
            shape = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")
            return (re.compile(shape).fullmatch,)  # type: ignore[return-value]
        case tree.Fuzzy(text, distance):
            return (lambda word: near(word, text, distance),)
        case _:
            return ()


def _by_stem(stems: frozenset[str], exact: str) -> Matches:
    return lambda word: word == exact or not stems.isdisjoint(_stems(word))


@lru_cache(maxsize=100_000)
def _stems(word: str) -> tuple[str, ...]:
    return bulgarian.stems(word)


def near(one: str, other: str, distance: int) -> bool:
    """Whether two words that share the first letter differ by so many letters at most.

    Damerau-Levenshtein with neighbours swapped (optimal string alignment), in O(n·m).
    """
    if one[:1] != other[:1] or abs(len(one) - len(other)) > distance:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1] <= distance
