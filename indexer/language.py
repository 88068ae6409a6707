"""The language of a text: Bulgarian, Spanish, English or another one.

By letters where they decide (Cyrillic, and what of it Russian, Ukrainian, Serbian and
Macedonian have and Bulgarian has not), by the commonest short words where they do not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

Language = Literal["bg", "es", "en", "other"]

LOOKED_AT = 4_000  # letters of a text; more tell nothing new
FOREIGN = 0.005  # of the Cyrillic letters: quotations and names have fewer
SURE = 0.08  # of the words of a Latin text that are common in the language
_FOREIGN = frozenset("ыэёіїєґўђјљњћџѓќѕ")
_COMMON = {
    "es": frozenset(
        {
            "de", "la", "el", "en", "y", "que", "los", "las", "del", "un", "una", "por", "con",
            "para", "se", "su", "al", "es", "lo", "más",
        }
    ),
    "en": frozenset(
        {
            "the", "of", "and", "to", "in", "a", "is", "that", "for", "on", "with", "was", "as",
            "it", "by", "from", "at", "his", "be", "an",
        }
    ),
}  # fmt: skip


def language_of(text: str) -> Language:
    """The language that most of a text is in; «other» where that is none of ours, or no text."""
    letters = Counter(c for c in text[:LOOKED_AT].casefold() if c.isalpha())
    cyrillic = sum(n for c, n in letters.items() if "\u0400" <= c <= "\u052f")
    if 2 * cyrillic > letters.total():
        foreign = sum(letters[c] for c in _FOREIGN)
        return "bg" if foreign <= FOREIGN * cyrillic else "other"
    words = re.findall(r"[^\W\d_]+", text[:LOOKED_AT].casefold())
    shares = {code: sum(w in common for w in words) for code, common in _COMMON.items()}
    best = max(shares, key=shares.__getitem__)
    if not words or shares[best] < SURE * len(words):
        return "other"
    return "es" if best == "es" else "en"
