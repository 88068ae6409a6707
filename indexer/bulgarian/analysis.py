"""Every step of one word, for people: what `hronika explain` prints."""

from dataclasses import dataclass

from .fold import fold
from .stems import stems
from .tokens import Script, script_of

__all__ = ["Analysis", "analyse"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A word as typed, as folded, its script and its stems (main one first)."""

    word: str
    folded: str
    script: Script
    stems: tuple[str, ...]


def analyse(word: str) -> Analysis:
    """What the index makes of one word."""
    folded = fold(word)
    return Analysis(word, folded, script_of(folded), stems(folded))
