"""Lines and sentences in capitals, read as if they were written in small letters.

    «КМЕТЪТ СТОЯН ГЪРМИДОЛОВ ПОДАДЕ ОСТАВКА»  →  Кметът Стоян Гърмидолов подаде оставка

A word that the document has in small letters too, or that the lexicon knows, is read small; one
that is a given name or a place, or that nobody knows, with a capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.bulgarian.lexicon import lemmas_of
from indexer.naming.people.lists import GIVEN, PLACES

__all__ = ["as_small"]

FEWEST = 2  # words of two letters or more in a sentence, that its capitals can be told by
SHARE = 0.6  # of those in capitals
LONGEST_ACRONYM = 4
_STOPS = frozenset(".!?:…")
_SURNAME = re.compile(r".{3,}(?:ов|ев|ова|ева|ски|ска)$")
_PLACES = frozenset(word for place in PLACES for word in place)


def as_small(words: Sequence[str]) -> list[str]:
    """The words of a text, those of lines in capitals as they would stand in others."""
    read = list(words)
    if not any(len(word) > 2 and word.isupper() for word in words):
        return read
    written = set(words)
    for start, end in _sentences(words):
        part = words[start:end]
        if _in_capitals(part):
            read[start:end] = [_small(word, written, opens=not n) for n, word in enumerate(part)]
    return read


def _sentences(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for at, word in enumerate(words):
        if word[0] == "\n" or word in _STOPS:
            yield start, at
            start = at + 1
    yield start, len(words)


def _in_capitals(line: Sequence[str]) -> bool:
    long = [word for word in line if len(word) > 1 and word[0].isalpha()]
    capital = sum(word.isupper() for word in long)
    return len(long) >= FEWEST and capital >= SHARE * len(long)


def _small(word: str, written: set[str], opens: bool) -> str:
    if not word.isupper() or len(word) < 2:
        return word
    small = word.lower()
    title = "-".join(part.capitalize() for part in small.split("-"))
    if title in GIVEN or title in _PLACES or (title in written and small not in written):
        return title
    if small in written or _is_common(small):
        return title if opens else small
    return word if len(word) <= LONGEST_ACRONYM else title


def _is_common(small: str) -> bool:
    lemmas = lemmas_of(small)
    return bool(lemmas) and not (lemmas[0] == small and _SURNAME.match(small))
