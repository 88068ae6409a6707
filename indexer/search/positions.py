"""Where the words of a text stand: one numbering for every engine."""

from __future__ import annotations

from functools import lru_cache

from indexer import bulgarian

BLANK_LINE = "\n\n"
GAP = 10  # positions between two paragraphs, so that no phrase runs over their border

Placed = tuple[bulgarian.Token, int]


@lru_cache(maxsize=4)
def placed(text: str) -> tuple[Placed, ...]:
    """The tokens of a text, each with its position, paragraphs set apart by GAP.

    Kept for the last texts: the stems and the exact forms of one document ask for the same.
    """
    found = []
    gap, end = 0, 0
    for token in bulgarian.tokens(text):
        if BLANK_LINE in text[end : token.start]:
            gap += GAP
        found.append((token, token.position + gap))
        end = token.end
    return tuple(found)
