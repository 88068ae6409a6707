"""What stands around a quotation: words with their lemmas, sentences, the marks of saying."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from indexer.bulgarian import fold
from indexer.bulgarian.lexicon import lemmas_of
from indexer.naming.people.lists import NAMED_FOR, OFFICES, SAYS

__all__ = [
    "ARTICLES",
    "Word",
    "gender_of",
    "is_office",
    "is_saying",
    "is_titled",
    "lemmas",
    "words_of",
]

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def _words(file: str) -> frozenset[str]:
    lines = Path(__file__).with_name(file).read_text("utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


ARTICLES = ("ът", "ят", "та", "то")
_VERBS = SAYS | _words("verbs.txt")
_CALLINGS = OFFICES | _words("callings.txt")


class Word(NamedTuple):
    """A word of a text in its place."""

    text: str
    start: int
    end: int


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of a part of a text."""
    return [Word(m.group(), m.start(), m.end()) for m in _WORD.finditer(text, start, end)]


@lru_cache(1 << 14)
def lemmas(word: str) -> frozenset[str]:
    """The lemmas of a word, itself among them."""
    low = fold(word)
    found = {low, *lemmas_of(low)}
    if low.endswith(("ът", "ят")):
        found.add(low[:-2])
    return frozenset(found)


@lru_cache(1 << 14)
def is_saying(word: str) -> bool:
    """Whether a word is a verb of saying, or stands for one («категоричен»)."""
    return word[0].islower() and bool(lemmas(word) & _VERBS)


@lru_cache(1 << 14)
def is_office(word: str) -> bool:
    """Whether a word is what somebody is: an office, a calling, kin."""
    return bool(lemmas(word) & _CALLINGS) or bool(set(fold(word).split("-")) & OFFICES)


@lru_cache(1 << 14)
def is_titled(word: str) -> bool:
    """Whether a word is of what bears a title in quotation marks: филм, книга, вестник."""
    return bool(lemmas(word) & NAMED_FOR)


def gender_of(office: str) -> str:
    """Of «кметът», «майката» whom the text knows; nothing of «говорител», who is anybody. A man's
    office may be a woman's.
    """
    words = office.lower().split(" ")
    if words[0] in ("от", "в") or not words[0].endswith(ARTICLES):
        return ""
    return "f" if words[-1].endswith(("та", "ка", "ца", "йка", "жена")) else "any"
