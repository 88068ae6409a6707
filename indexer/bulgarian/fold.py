"""One written form for one word: NFC, no stress marks, no invisible characters, lower case.

`fold` is what both the indexed text and the query go through, so that «чѐсто», «често» and
«ЧЕСТО» are one term. Combining marks are never stripped wholesale: that would turn й into и.
"""

import re
import unicodedata

from .homoglyphs import mend

__all__ = ["INVISIBLE", "MARKS", "fold"]

INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
"""Soft hyphen, zero-width characters, byte order mark: as the inside of a regex class."""

MARKS = "\u0300-\u036f"
"""Combining marks that may follow a letter: as the inside of a regex class."""

_APOSTROPHES = "'\u2019\u02bc"
_DROPPED = re.compile(f"[\u0300\u0301{INVISIBLE}{_APOSTROPHES}]")
_GRAVE = str.maketrans("\u045d\u0450\u040d\u0400", "\u0438\u0435\u0418\u0415")
_PLAIN = re.compile("[0-9\u0430-\u044f]*").fullmatch


def fold(word: str) -> str:
    """The folded, lower-case form of one word, as it stands in the index.

    Source of the steps: NFC; U+0300/U+0301 (stress), soft hyphens, zero-width characters and
    inner apostrophes dropped; the accented letters of ѝ and чѐсто made plain; Latin look-alikes
    in a Cyrillic word mended; lower case.
    """
    if _PLAIN(word):
        return word
    if not word.isascii():
        word = unicodedata.normalize("NFC", word).translate(_GRAVE)
    lowered = mend(_DROPPED.sub("", word)).lower()
    return lowered if lowered.isascii() else unicodedata.normalize("NFC", lowered)
