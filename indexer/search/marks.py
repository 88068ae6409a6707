"""Which words of a text a query found: for highlighting, and for choosing a snippet."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
    """The leaves of a query, ready to be looked for in texts.

    A word is compared with the leaves once, however often it stands in the texts.
    """

    def __init__(self, node: tree.Node) -> None:
        self._runs = [run for leaf in tree.positive(node) if (run := _run(leaf))]
        self._beginnings: dict[str, tuple[int, ...]] = {}

    def marks(self, text: str) -> list[Mark]:
        """The found words in the order of the text; a phrase only where it stands whole.

        A word that several parts of the query find is the first one's.
        """
        if not self._runs:
            return []
        words = list(bulgarian.tokens(text))
        begun = self._beginnings
        found: dict[int, Mark] = {}
        for at, word in enumerate(words):
            parts = begun.get(word.text)
            if parts is None:
                parts = begun[word.text] = self._begun_by(word.text)
            for part in parts:
                run = words[at : at + len(self._runs[part])]
                if self._is_whole(part, run):
                    for inside in run:
                        known = found.get(inside.start)
                        if known is None or part < known.part:
                            found[inside.start] = Mark(inside.start, inside.end, part)
        return [found[start] for start in sorted(found)]

    def _begun_by(self, word: str) -> tuple[int, ...]:
        """The parts whose first word a word may be."""
        return tuple(part for part, run in enumerate(self._runs) if run[0](word))

    def _is_whole(self, part: int, words: Sequence[bulgarian.Token]) -> bool:
        run = self._runs[part]
        return len(words) == len(run) and all(
            matches(word.text) for matches, word in zip(run[1:], words[1:], strict=True)
        )


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
