"""Stems of Latin-script words, Spanish or English, chosen per word.

A word with ñ, an acute or a Spanish ending is Spanish, one with an English ending is English;
a word with no mark of either keeps its form, so that names are not cut on a guess.
"""

import re
from functools import cache

import Stemmer

__all__ = ["latin_stems"]

_SPANISH = re.compile(
    "[\u00e1\u00e9\u00ed\u00f3\u00fa\u00f1]|(?:cion|ciones|mente|dades|dad|ismos?|istas?|ando|iendo|aron|ieron|"
    "idos?|idas?|ados?|adas?|eros?|eras?|icos?|icas?|os|as)$"
).search
_ENGLISH = re.compile(
    "(?:ings?|ions?|ness|ments?|ed|ies|ers?|ly|ous|ive|able|ts|ks|ls|ns|ds|rs)$"
).search


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(language)


def latin_stems(word: str) -> tuple[str, ...]:
    """The stems of a folded Latin word; a word that may be a name keeps its form as the first."""
    if len(word) < 4 or not word.isalpha():
        return (word,)
    if _SPANISH(word):
        return (_stemmer("spanish").stemWord(word),)
    if _ENGLISH(word):
        return (_stemmer("english").stemWord(word),)
    if word[-1] in "oa" and len(word) > 5:  # gobierno, and Barcelona: its form comes first
        return tuple(dict.fromkeys((word, _stemmer("spanish").stemWord(word))))
    return (word,)
