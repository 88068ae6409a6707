"""Text into words and marks that keep their place, and the runs of words that may hold a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.naming.people.lists import PARTICLES, SURNAME_OPENERS

__all__ = ["Words", "may_begin", "runs_of", "words_of"]

_LETTER = r"[^\W\d_]"
_INITIAL = r"(?<![^\W\d_])(?:[A-ZА-Я]|Дж|Хр|Ст|Ив|Ал|Ат|Кр|Пл|Св)\.(?!\w{2})"
_SHORTENED = (
    r"(?<![^\W\d_])(?:[Пп]роф|[Дд]оц|[Ии]нж|[Гг]ен|[Аа]дв|[Аа]кад|[Пп]олк|[Аа]рх|[Кк]ап|[Кк]ом|[Ии]нсп"
    r"|[Пп]рок|[Дд]-р|[Лл]ейт|[Уу]л|[Бб]ул|[Пп]л|[Кк]в|[Гг]р|[Вв]р|[Сс]в|[Яя]з)\.(?!\w{2})"
)
_WORD = rf"{_LETTER}+(?:['’][^\W\d_]+|-[^\W\d_]+)*"
_PIECE = re.compile(rf"{_INITIAL}|{_SHORTENED}|{_WORD}|\d[\d.,]*|\n+|[^\s\w]|_")
LONGEST_RUN = 40  # words; a longer one (a text in capitals) is cut, so that the time stays linear
MOST_PARTICLES = 2  # between two parts of a name: «фон дер», «де ла»


class Words(NamedTuple):
    """The words, numbers, marks and line ends of a text, and where each begins."""

    texts: list[str]
    starts: list[int]

    def end(self, at: int) -> int:
        """Where a word ends."""
        return self.starts[at] + len(self.texts[at])


def words_of(text: str) -> Words:
    """The words of a text, in one pass; a hyphenated word is one, an initial keeps its point."""
    texts = _PIECE.findall(text)
    starts: list[int] = []
    find, at = text.find, 0
    for word in texts:
        at = find(word, at)
        starts.append(at)
        at += len(word)
    return Words(texts, starts)


def may_begin(word: str) -> bool:
    """Whether a word has a capital letter."""
    return word != word.lower() and not word[0].isdigit()


def runs_of(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches (first, beyond the last) of capitalised words, particles between them or before
    them; what stands outside of them is never part of a name.
    """
    found: list[tuple[int, int]] = []
    capital = [may_begin(word) for word in texts]
    last, size = -1, len(texts)
    for at in range(size):
        if at < last or not capital[at]:
            continue
        first = _back(texts, at, last)
        last = _forward(texts, capital, at, first + LONGEST_RUN)
        found.append((first, last))
    return found


def _back(texts: Sequence[str], at: int, last: int) -> int:
    """Where a run begins whose first capital is at `at`: «фон дер Лайен»."""
    first = at
    while (
        first > max(last, 0) and at - first < MOST_PARTICLES and texts[first - 1] in SURNAME_OPENERS
    ):
        first -= 1
    return first


def _forward(texts: Sequence[str], capital: list[bool], at: int, limit: int) -> int:
    size, end = min(len(texts), limit), at + 1
    while end < size:
        ahead = end
        while ahead < size and ahead - end < MOST_PARTICLES and texts[ahead] in PARTICLES:
            ahead += 1
        if ahead >= size or not capital[ahead]:
            break
        end = ahead + 1
    return end
