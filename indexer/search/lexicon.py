"""What the index knows, for reading a query: its words, the names of its facets' values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from indexer.search.query import Facet
from indexer.search.wording import Wording


class Lexicon(Protocol):
    """Answers about the words and values of an index; `wording`: the words that ask for nothing."""

    wording: Wording

    def known(self, forms: Iterable[str]) -> Mapping[str, int]:
        """In how many articles each folded form, or else a word of the same stem, stands."""

    def similar(self, form: str) -> tuple[str, ...]:
        """Forms of the index a letter or two away, likeliest first."""

    def values(self, facet: Facet, text: str) -> tuple[str, ...]:
        """The facet's values that a text names: the same, or all its words among theirs."""
