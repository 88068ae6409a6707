"""The stems of one word: first version, simplemma's lemma table alone."""

from collections.abc import Mapping
from functools import cache, lru_cache

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from .latin import latin_stems
from .tokens import script_of

__all__ = ["stem", "stems"]


@cache
def _lemmas() -> Mapping[str, str]:
    table = DefaultDictionaryFactory().get_dictionary("bg")
    return {form.lower(): lemma.lower().split("-(")[0] for form, lemma in table.items()}


@lru_cache(65536)
def stems(word: str) -> tuple[str, ...]:
    """The stems of a folded word, the main one first; never empty."""
    script = script_of(word)
    if script == "latin":
        return latin_stems(word)
    return (_lemmas().get(word, word),) if script == "cyrillic" else (word,)


def stem(word: str) -> str:
    """All stems of a folded word in one string, joined by «|»."""
    return "|".join(stems(word))
