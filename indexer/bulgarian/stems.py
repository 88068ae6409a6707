"""The stems of one word: what is indexed beside its exact form.

A Bulgarian form gives the lemmas that it belongs to (several when it is ambiguous: «политика» is
политика and политик), so two forms match when they share a lemma.
"""

from collections.abc import Iterator
from functools import lru_cache

from .guess import guessed
from .latin import latin_stems
from .lexicon import lemmas_of
from .tokens import script_of
from .wordlist import lines_of

__all__ = ["stem", "stems"]

_CACHE = 1 << 17


def _homographs() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Form → the lemmas that it nearly always is of, though it may be of others."""
    for line in lines_of("homographs.txt"):
        forms, _, lemmas = line.partition("=")
        yield from ((form, tuple(lemmas.split())) for form in forms.split())


_HOMOGRAPHS = dict(_homographs())


@lru_cache(_CACHE)
def stems(word: str) -> tuple[str, ...]:
    """The stems of a folded word, the main one first; never empty."""
    alone = _HOMOGRAPHS.get(word)
    if alone:
        return alone
    found = lemmas_of(word)
    if found:
        return found if len(found) == 1 else tuple(dict.fromkeys(found))
    script = script_of(word)
    if script == "latin":
        return latin_stems(word)
    return guessed(word) if script == "cyrillic" and word.isalpha() else (word,)


@lru_cache(_CACHE)
def stem(word: str) -> str:
    """All stems of a folded word in one string, joined by «|»."""
    return "|".join(stems(word))
