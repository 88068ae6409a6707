"""Latin look-alikes inside Cyrillic words: «София» typed with a Latin o is mended.

Only a word that holds a Cyrillic letter is mended; BBC, TACC and CO2 stay Latin. The
Ukrainian letter like i is left alone: it is right in a quotation.
"""

import re

__all__ = ["mend"]

_LATIN = "ABCEHKMOPTXYaceopxy"
_CYRILLIC = "\u0410\u0412\u0421\u0415\u041d\u041a\u041c\u041e\u0420\u0422\u0425\u0423" + (
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443"
)
_TABLE = str.maketrans(_LATIN, _CYRILLIC)
_HAS_CYRILLIC = re.compile("[\u0400-\u04ff]")
_HAS_LOOKALIKE = re.compile(f"[{_LATIN}]")


def mend(word: str) -> str:
    """The word with Latin look-alikes made Cyrillic when it holds a Cyrillic letter."""
    if _HAS_LOOKALIKE.search(word) and _HAS_CYRILLIC.search(word):
        return word.translate(_TABLE)
    return word
