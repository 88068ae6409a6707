"""Words of a text in lower case, as Whoosh's RegexTokenizer and LowercaseFilter find them.

A text that windows-1251 holds goes through one table, byte by byte: letters to their lower case,
all else to a space. Its words then stay bytes, of which a Cyrillic word has half as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

ENCODING = "windows-1251"
PATTERN = r"\w+"

_WORDS = re.compile(PATTERN)


def _table() -> bytes:
    letters = bytes(range(256)).decode(ENCODING, "replace")
    return b"".join(
        letter.lower().encode(ENCODING) if _WORDS.match(letter) else b" " for letter in letters
    )


TABLE = _table()


def words(text: str) -> tuple[Sequence[str | bytes], Iterable[int]]:
    """The words and their positions; each always in the same form, see `kept`."""
    try:
        found: Sequence[str | bytes] = text.encode(ENCODING).translate(TABLE).split()
    except UnicodeEncodeError:
        found = [kept(word.lower()) for word in _WORDS.findall(text)]
    return found, range(len(found))


def kept(word: str) -> str | bytes:
    """A word in windows-1251, or as it is where that does not hold it."""
    try:
        return word.encode(ENCODING)
    except UnicodeEncodeError:
        return word
