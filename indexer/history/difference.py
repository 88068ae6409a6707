"""What was taken out of a text and put into it, word by word.

Paragraphs first, then the words of those that differ, by the longest runs that both have
(Ratcliff and Obershelp 1988, as `difflib` of the standard library has it). Two texts with too much
in common in too many places are told apart whole: the answer is bounded in time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import Literal, TypeVar

from indexer.history.wording import Wording

MOST_PAIRS = 400_000
"""Pairs of equal words: 2,000 words of news have 30,000."""

MOST_CELLS = 16_000_000
"""Words of the one times words of the other: two texts of 4,000 that differ everywhere."""

BREAK = "\n\n"

Kind = Literal["same", "removed", "added"]
Unit = TypeVar("Unit", bound=Hashable)
Run = tuple[Kind, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; paragraphs of it are apart by a blank line."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two wordings side by side; what was removed stands before what was added in its place."""

    title: tuple[Piece, ...]
    body: tuple[Piece, ...]


def difference(before: Wording, after: Wording) -> Difference:
    """What was taken out of one wording and put into the other."""
    title = tuple(difference_of_words(before.title.split(), after.title.split()))
    body = tuple(difference_of_words(words_of(before.body), words_of(after.body)))
    return Difference(title, body)


def words_of(body: Sequence[str]) -> list[str]:
    """The words of paragraphs, a BREAK between two."""
    found: list[str] = []
    for number, paragraph in enumerate(body):
        found += [BREAK] if number else []
        found += paragraph.split()
    return found


def difference_of_words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """The pieces of two runs of words; neighbours are of different kinds."""
    head = common_beginning(old, new)
    tail = common_beginning(old[head:][::-1], new[head:][::-1])
    end_old, end_new = len(old) - tail, len(new) - tail
    within = _within(old[head:end_old], new[head:end_new])
    runs: list[Run] = [("same", old[:head]), *within, ("same", old[end_old:])]
    full = (run for run in runs if run[1])
    for kind, several in groupby(full, key=itemgetter(0)):
        yield Piece(kind, _joined([word for _, run in several for word in run]))


def _within(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """The runs of words that differ at both ends; of very many words whole paragraphs."""
    if _affordable(old, new):
        yield from _runs(old, new, list)
        return
    before, after = _paragraphs(old), _paragraphs(new)
    if _affordable(before, after):
        yield from _runs(before, after, lambda some: [word for part in some for word in part])
    else:
        yield from (("removed", old), ("added", new))


def _runs(
    old: Sequence[Unit], new: Sequence[Unit], words: Callable[[Sequence[Unit]], list[str]]
) -> Iterator[Run]:
    for same, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if same == "equal":
            yield "same", words(old[a:b])
        else:
            yield from (("removed", words(old[a:b])), ("added", words(new[c:d])))


def _affordable(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    many = Counter(new)
    return len(old) * len(new) <= MOST_CELLS and sum(many[u] for u in old) <= MOST_PAIRS


def _paragraphs(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Words paragraph by paragraph, each with the BREAK behind it."""
    found: list[list[str]] = [[]]
    for word in words:
        found[-1].append(word)
        if word == BREAK:
            found.append([])
    return list(map(tuple, found))


def _joined(words: Sequence[str]) -> str:
    """Words with a space between, paragraphs with a blank line."""
    lines: list[list[str]] = [[]]
    for word in words:
        if word == BREAK:
            lines.append([])
        else:
            lines[-1].append(word)
    return BREAK.join(map(" ".join, lines))


def common_beginning(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words (or letters) both begin with."""
    both = min(len(old), len(new))
    return next((n for n in range(both) if old[n] != new[n]), both)
