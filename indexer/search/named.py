"""Values of facets and the names they go by: persons have keys inside and names outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from indexer import bulgarian
from indexer.naming.people.keys import key
from indexer.pages import Articles
from indexer.search.backend import SearchBackend
from indexer.search.query import Choice, Facet, Query
from indexer.search.results import FacetValue

MOST_VALUES = 200  # of a facet that are handed out, the chosen ones on top


class Names:
    """The lexicon of one generation, and the names of its facets' values."""

    def __init__(self, backend: SearchBackend, articles: Articles) -> None:
        self._backend, self._articles = backend, articles

    def known(self, form: str) -> int:
        """See indexer.search.lexicon.Lexicon."""
        exact = self._backend.frequencies([form], exact=True)[form]
        return exact or self._backend.frequencies([form])[form]

    def values(self, facet: Facet, text: str) -> tuple[str, ...]:
        """See indexer.search.lexicon.Lexicon."""
        if facet == "person":
            return self._articles.people_called(text)
        wanted = _words(text)
        named = [(value, _words(value)) for value in self._backend.values(facet)]
        same = tuple(value for value, words in named if words == wanted)
        return same or tuple(value for value, words in named if wanted <= words)

    def inside(self, query: Query) -> Mapping[Facet, Choice]:
        """A query's choices with persons as keys."""
        choices = dict(query.choices)
        if "person" in choices:
            choices["person"] = _mapped(choices["person"], lambda name: key(name) or name)
        return MappingProxyType(choices)

    def persons(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Keys as names."""
        wanted = list(keys)
        labels = self._articles.labels(wanted)
        return tuple(labels[k][0] if k in labels else k for k in wanted)

    def facet(
        self, facet: Facet, counts: Mapping[str, int], choice: Choice
    ) -> tuple[FacetValue, ...]:
        """A facet's counts as people see them: chosen first, then the most frequent.

        A chosen value stays with a count of zero, so that it can be taken off.
        """
        chosen = (*choice.wanted, *choice.unwanted)
        ranked = sorted(counts, key=lambda v: (v not in chosen, -counts[v], v))[:MOST_VALUES]
        shown = [*(v for v in dict.fromkeys(chosen) if v not in counts), *ranked]
        known = self._articles.labels(shown) if facet == "person" else {}
        labels = {k: form for k, (form, _) in known.items()}
        made = (
            FacetValue(
                value=labels.get(v, v),
                label=labels.get(v, v),
                count=counts.get(v, 0),
                selected=v in choice.wanted,
                excluded=v in choice.unwanted,
            )
            for v in shown
        )
        return tuple(sorted(made, key=lambda v: (not (v.selected or v.excluded), -v.count)))


def _words(text: str) -> frozenset[str]:
    return frozenset(token.text for token in bulgarian.tokens(text))


def _mapped(choice: Choice, change: Callable[[str], str]) -> Choice:
    return Choice(tuple(map(change, choice.wanted)), tuple(map(change, choice.unwanted)))
