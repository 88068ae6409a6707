"""Quotations as an engine finds them, and as a list shows them.

Each quotation of a document gives a term for its speaker, one for the speaker and each stem that is
said, and the same for anybody: «руменрадев избор», « избор», «руменрадев », « ».
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from indexer.search import tree
from indexer.search.backend import Document, Said
from indexer.search.positions import analysed

__all__ = ["found_in", "said_terms"]


def said_terms(document: Document) -> tuple[str, ...]:
    """The terms of a document's quotations, each once."""
    terms: dict[str, None] = {}
    for said in document.quotes:
        stems = ("", *_stems(said.text))
        for person in dict.fromkeys((said.key, "")):
            terms.update(dict.fromkeys(f"{person} {stem}" for stem in stems))
    return tuple(terms)


def found_in(quotes: Sequence[Said], wanted: Sequence[tree.Quoted]) -> Said | None:
    """The quotation that fits most of what was asked for, the first of them; None for none."""
    best: tuple[int, Said | None] = (0, None)
    for said in quotes:
        stems = frozenset(_stems(said.text))
        fitting = sum(
            (not ask.persons or said.key in ask.persons)
            and (not ask.stems or not stems.isdisjoint(ask.stems))
            for ask in wanted
        )
        if fitting > best[0]:
            best = fitting, said
    return best[1]


def _stems(text: str) -> list[str]:
    return list(chain.from_iterable(analysed(text).stems))
