"""What the index knows, for reading a query: its words, the names of its facets' values."""

from __future__ import annotations

from typing import Protocol

from indexer.search.query import Facet


class Lexicon(Protocol):
    """Answers about the words and values of an index."""

    def known(self, form: str) -> int:
        """In how many articles a folded form, or a word of the same stem, stands."""

    def values(self, facet: Facet, text: str) -> tuple[str, ...]:
        """The facet's values that a text names: the same, or all its words among theirs."""
