"""Articles of a list that say the same again: an agency's text in several papers, a second copy."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.search.backend import Document
from indexer.search.positions import analysed

BEGINNING = 400  # characters that are compared: a copy is told by its beginning
THE_SAME = 0.7  # of all words of two beginnings


def repeats(documents: Sequence[Document]) -> list[str]:
    """For each document the id of the first above it that says the same; empty where none does."""
    found: list[str] = []
    first: list[tuple[str, frozenset[str]]] = []
    for document in documents:
        words = frozenset(analysed(document.title + " " + document.text[:BEGINNING]).forms)
        of = next((name for name, other in first if _same(words, other)), "")
        if not of:
            first.append((document.id, words))
        found.append(of)
    return found


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= THE_SAME * len(one | other)
