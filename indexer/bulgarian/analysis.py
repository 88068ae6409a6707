"""Every step of one word, for people: what `hronika explain` prints."""

from dataclasses import dataclass

from .fold import fold
from .lexicon import lemmas_of
from .stems import stems
from .tokens import Script, script_of

__all__ = ["Analysis", "analyse"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A word as typed, as folded, its script, its stems (main one first) and whether the lexicon
    knows it; the stems of a word that it does not know are guessed from its ending."""

    word: str
    folded: str
    script: Script
    stems: tuple[str, ...]
    known: bool = False


def analyse(word: str) -> Analysis:
    """What the index makes of one word."""
    folded = fold(word)
    return Analysis(word, folded, script_of(folded), stems(folded), bool(lemmas_of(folded)))
