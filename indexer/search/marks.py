"""Which words of a text a query found: for highlighting, and for choosing a snippet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

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

    A piece of text between white space is cut into words and compared with the leaves once,
    however often it stands in the texts of a page; only where one fits is its place looked for.
    """

    def __init__(self, node: tree.Node) -> None:
        leaves = [leaf for leaf in tree.positive(node) if _run(leaf)]
        self._runs = [_run(leaf) for leaf in leaves]
        self._heads = _heads(leaves)
        self._known: dict[str, list[Mark]] = {}

    def marks(self, text: str) -> list[Mark]:
        """The found words in the order of the text; a phrase only where it stands whole.

        A word that several parts of the query find is the first one's.
        """
        if not self._runs:
            return []
        found: dict[int, Mark] = {}
        for piece in set(text.split()):
            if begun := self._begun_in(piece):
                for at in _places(text, piece):
                    for mark in chain.from_iterable(self._whole(text, at, b) for b in begun):
                        known = found.get(mark.start)
                        if known is None or mark.part < known.part:
                            found[mark.start] = mark
        return [found[start] for start in sorted(found)]

    def _begun_in(self, piece: str) -> list[Mark]:
        """The words of a piece that may be the first of a part, by their place in it."""
        begun = self._known.get(piece)
        if begun is None:
            if self._heads is not None and self._heads.isdisjoint(_terms(piece)):
                return self._known.setdefault(piece, [])
            begun = self._known[piece] = [
                Mark(word.start, word.end, part)
                for word in _words(piece)
                for part, run in enumerate(self._runs)
                if run[0](word.text)
            ]
        return begun

    def _whole(self, text: str, at: int, begun: Mark) -> list[Mark]:
        """The words of a part that begins at a place of a text, if they all stand there."""
        run = self._runs[begun.part]
        if len(run) == 1:
            return [Mark(at + begun.start, at + begun.end, begun.part)]
        words = list(islice(bulgarian.tokens(text, at + begun.start), len(run)))
        if len(words) < len(run) or not all(m(w.text) for m, w in zip(run, words, strict=True)):
            return []
        return [Mark(word.start, word.end, begun.part) for word in words]


@lru_cache(maxsize=1 << 16)
def _words(piece: str) -> tuple[bulgarian.Token, ...]:
    return tuple(bulgarian.tokens(piece))


@lru_cache(maxsize=1 << 17)
def _terms(piece: str) -> frozenset[str]:
    """The forms and stems of a piece's words."""
    words = [word.text for word in _words(piece)]
    return frozenset(chain(words, chain.from_iterable(map(_stems, words))))


def _heads(leaves: Iterable[tree.Leaf]) -> frozenset[str] | None:
    """The forms and stems that the first word of a part may have; None where a pattern is one."""
    heads: set[str] = set()
    for leaf in leaves:
        match leaf:
            case tree.Term(exact, stems):
                heads |= {exact, *stems}
            case tree.Phrase(words):
                heads.add(words[0])
            case _:
                return None
    return frozenset(heads)


def _places(text: str, piece: str) -> Iterator[int]:
    """Where a piece stands between white space."""
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        if not text[at - 1 : at].strip() and not text[end : end + 1].strip():
            yield at
        at = text.find(piece, end)


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
