"""Words that the lexicon does not know: compounds, surnames, and endings.

нефтопреработвателните   the ending decides: forms in -телните are of lemmas in -телен
кибератаките   a known word after a known first part: кибер + атака
Стоичкова      a surname, kept whole: Стоичкова is not Стоичков
"""

import re

from .lexicon import lemmas_of, rules_for
from .wordlist import words_of

__all__ = ["guessed"]

_SURNAME = re.compile(".{2,}(?:[ое]в[аи]?|ск[иа])").fullmatch
_LONGEST_ENDING = 6
_LONGEST_FIRST = 10
_SHORTEST_REST = 4
_SHORTEST_STEM = 3


def guessed(word: str) -> tuple[str, ...]:
    """The likely lemmas of an unknown folded Cyrillic word, the likeliest first; never empty."""
    if len(word) < 4:
        return (word,)
    return _compound(word) or _whole(word) or _by_ending(word) or (word,)


def _compound(word: str) -> tuple[str, ...]:
    firsts = words_of("first_parts.txt")
    for cut in range(min(_LONGEST_FIRST, len(word) - _SHORTEST_REST), 1, -1):
        if word[:cut] in firsts:
            lemmas = lemmas_of(word[cut:])
            if lemmas:
                return tuple(word[:cut] + lemma for lemma in lemmas)
    return ()


def _whole(word: str) -> tuple[str, ...]:
    return (word,) if _SURNAME(word) else ()


def _by_ending(word: str) -> tuple[str, ...]:
    for size in range(min(_LONGEST_ENDING, len(word) - 2), -1, -1):
        rules = rules_for(word[len(word) - size :])
        if rules:
            return tuple(
                word[: len(word) - drop] + added
                for drop, added in rules
                if len(word) - drop >= _SHORTEST_STEM
            )
    return ()
