"""Cyrillic to Latin by the Transliteration Act of 2009 (State Gazette 19/2009).

София → Sofia · Щъркелово → Shtarkelovo · ЩЪРК → SHTARK · България → Bulgaria
"""

import re

__all__ = ["transliterate"]

_ALPHABET = "абвгдежзийклмнопрстуфхцчшщъьюя"
_SPELT = "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya"

LETTERS = dict(zip(_ALPHABET, _SPELT.split(), strict=True))
"""Lower-case letter → its Latin spelling by the Act."""

_WORD = re.compile("[\u0400-\u04ff]+")


def transliterate(text: str) -> str:
    """The text with its Cyrillic words in Latin letters; everything else stays as it is."""
    return _WORD.sub(lambda match: _word(match.group()), text)


def _word(word: str) -> str:
    """One word: final -ия is -ia, and България alone keeps its customary u (articles 5, 6)."""
    latin = "".join(_letter(letter) for letter in word)
    if word.lower().endswith("ия"):
        latin = latin[:-2] + latin[-1]
    if word.lower() == "българия":
        latin = latin[0] + "u" + latin[2:]
    return latin.upper() if len(word) > 1 and word.isupper() else latin


def _letter(letter: str) -> str:
    latin = LETTERS.get(letter.lower(), letter)
    return latin.capitalize() if letter.isupper() else latin
