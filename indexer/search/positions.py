"""Where the words of a text stand: one numbering for every engine."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from indexer import bulgarian

BLANK_LINE = "\n\n"
GAP = 10  # positions between two paragraphs, so that no phrase runs over their border

Placed = tuple[bulgarian.Token, int]


class Analysed(NamedTuple):
    """The words of a text in order: folded forms, the stems of each, positions."""

    forms: list[str]
    stems: list[tuple[str, ...]]
    positions: list[int]


def placed(text: str) -> tuple[Placed, ...]:
    """The tokens of a text, each with its position, paragraphs set apart by GAP."""
    found = []
    gap, end = 0, 0
    for token in bulgarian.tokens(text):
        if BLANK_LINE in text[end : token.start]:
            gap += GAP
        found.append((token, token.position + gap))
        end = token.end
    return tuple(found)


@lru_cache(maxsize=4)
def analysed(text: str) -> Analysed:
    """The same words without their places in the text, in a third of the time: no word depends on
    what stands beyond white space, so a piece between two spaces is read once for all texts.

    Kept for the last texts: the stems and the exact forms of one document ask for the same.
    """
    forms: list[str] = []
    stems: list[tuple[str, ...]] = []
    positions: list[int] = []
    at = 0
    for number, paragraph in enumerate(text.split(BLANK_LINE)):
        behind = len(forms)
        for piece in paragraph.split():
            own, several = _read(piece)
            forms += own
            stems += several
        if number and len(forms) > behind:
            at += GAP
        positions += range(behind + at, len(forms) + at)
    return Analysed(forms, stems, positions)


@lru_cache(maxsize=1 << 17)
def _read(piece: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    forms = tuple(token.text for token in bulgarian.tokens(piece))
    return forms, tuple(map(bulgarian.stems, forms))
