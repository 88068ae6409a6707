"""Words that the lexicon does not know: compounds, surnames, and endings.

нефтопреработвателните   the ending decides: forms in -телните are of lemmas in -телен
кибератаките   a known word after a known first part: кибер + атака
Стоичкова      a surname, kept whole: Стоичкова is not Стоичков
"""

import re

from .lexicon import lemmas_of, rules_for
from .wordlist import words_of

__all__ = ["guessed"]

_NAME = re.compile(".{2,}(?:[ое]в[аио]?|ск[иа])").fullmatch
_NEUTER = re.compile(".*(?:ск|шк|чк|н|л|т|ств|щ)о").fullmatch
_INHABITANT = re.compile("(.{3,}(?:[чжш]а|я)н)(?:ин|ина|инът|и|ите|ино)").fullmatch
_PLAIN = frozenset(["", *"а ът я ят та то те и ите ове овете ия ият ата ото".split()])  # noqa: SIM905
_LONGEST_ENDING = 6
_LONGEST_FIRST = 10
_SHORTEST_REST = 4
_SHORTEST_STEM = 3


def guessed(word: str) -> tuple[str, ...]:
    """The likely lemmas of an unknown folded Cyrillic word, the likeliest first; never empty."""
    if len(word) < 4 or word in words_of("closed.txt"):
        return (word,)
    return _compound(word) or _whole(word) or _inhabitant(word) or _by_ending(word) or (word,)


def _compound(word: str) -> tuple[str, ...]:
    firsts = words_of("first_parts.txt")
    for cut in range(min(_LONGEST_FIRST, len(word) - _SHORTEST_REST), 1, -1):
        if word[:cut] in firsts:
            lemmas = lemmas_of(word[cut:])
            if lemmas:
                return tuple(word[:cut] + lemma for lemma in lemmas)
    return ()


def _whole(word: str) -> tuple[str, ...]:
    """Стоичкова, Ралчевска, Гурково, Алонсо: a name; but видеонаблюдателно is an adjective."""
    name = _NAME(word) or (word[-1] == "о" and not _NEUTER(word))
    return (word,) if name else ()


def _inhabitant(word: str) -> tuple[str, ...]:
    """казанлъчани, казанлъчаните: казанлъчанин."""
    found = _INHABITANT(word)
    return (found.group(1) + "ин",) if found else ()


def _by_ending(word: str) -> tuple[str, ...]:
    for size in range(min(_LONGEST_ENDING, len(word) - 2), -1, -1):
        rules = rules_for(word[len(word) - size :])
        if rules:
            lemmas = (word[: len(word) - drop] + added for drop, added in rules)
            return tuple(lemma for lemma in lemmas if _possible(lemma, word))
    return ()


def _possible(lemma: str, word: str) -> bool:
    """A lemma that the lexicon has gets no new forms but plain ones: Марко is no form of марка."""
    if len(lemma) < _SHORTEST_STEM:
        return False
    return _is_plain(word, lemma) or lemma not in lemmas_of(lemma)


def _is_plain(word: str, lemma: str) -> bool:
    """The lemma itself, or with an ending of nouns: жител-я, пепел-та, щаб-ове."""
    return word.startswith(lemma) and word[len(lemma) :] in _PLAIN
