"""Text into tokens that keep their place in it.

    "Най-голямата, т.нар. „Труд“"  →  голямата 4:12 · т.нар 14:19 · труд 22:26

One pass of one regular expression over the original text, so the time is linear in its length
and every token slices back: `text[token.start : token.end]` is what was written.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from .fold import INVISIBLE, MARKS, fold
from .wordlist import words_of

__all__ = ["Script", "Token", "script_of", "tokens"]

Script = Literal["cyrillic", "latin", "number", "other"]

_ABBREVIATIONS = sorted(words_of("abbreviations.txt"), key=len, reverse=True)
_LONGEST = max(len(word.partition(".")[0]) for word in _ABBREVIATIONS)  # before the first point

_LETTER = r"[^\W\d_]"
_RUN = rf"[^\W_]+(?:[{MARKS}{INVISIBLE}]+[^\W_]*)*"
_APOSTROPHE = "['\u2019\u02bc]"
_HYPHEN = "[-\u2010\u2011\u2012\u2013\u2014\u2212]"
_ABBREVIATION = "|".join(
    f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}"  # a capital first: not the initials
    for word in _ABBREVIATIONS
)
# What looks ahead says nothing new: it ends early what cannot match, in half the time.
_TOKEN = re.compile(
    r"(?=[^\W_])(?:"
    rf"(?=[пПнН])(?P<degree>\b(?i:по|най)(?={_HYPHEN}{_LETTER}))"
    rf"|(?={_LETTER}{{1,{_LONGEST}}}\.)(?P<abbreviation>\b(?:{_ABBREVIATION})(?!\w))"
    r"|(?=\d)(?P<decimal>(?<![\d.,])\d+[.,]\d+(?![.,]?\w))"
    rf"|(?P<word>{_RUN}(?:(?<={_LETTER}){_APOSTROPHE}(?={_LETTER}){_RUN})*)"
    ")"
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ONLY_CYRILLIC = re.compile("[\u0400-\u04ff\\d.]+").fullmatch
_ONLY_LATIN = re.compile("[a-z\u00df-\u024f\\d.]+").fullmatch


class Token(NamedTuple):
    """One word of a text.

    `text` is folded and lower case; `start` and `end` slice the original text; `position` counts
    words from 0 (for phrases); `script` says which rules stem it.
    """

    text: str
    start: int
    end: int
    position: int
    script: Script


def script_of(word: str) -> Script:
    """The script of a folded word; "other" for Greek, and for Latin and Cyrillic mixed."""
    if word[:1].isdigit() and not any(map(str.isalpha, word)):
        return "number"
    if _ONLY_CYRILLIC(word):
        return "cyrillic"
    return "latin" if _ONLY_LATIN(word) else "other"


def tokens(text: str, start: int = 0) -> Iterator[Token]:
    """The tokens of a text, in order, by shared rules for index and query; linear time.

    No token has white space in it, and none depends on what stands beyond white space.

    Args:
        start: where to begin: at a token, or between two.
    """
    position = 0
    for match in _TOKEN.finditer(text, start):
        if match.lastgroup == "degree":
            continue
        word, script = _read(match.group(), match.lastgroup == "decimal")
        if word:
            yield Token(word, match.start(), match.end(), position, script)
            position += 1


@lru_cache(1 << 16)
def _read(written: str, decimal: bool) -> tuple[str, Script]:
    word = fold(written)
    if decimal:
        word = word.replace(",", ".")
    return word, script_of(word)
