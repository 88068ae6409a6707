"""Values of facets and the names they go by: persons have keys inside and names outside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import islice
from types import MappingProxyType

from indexer.naming.people.keys import key, token_keys
from indexer.pages import Articles
from indexer.search.backend import Counted, Counting, SearchBackend
from indexer.search.beginnings import words_of
from indexer.search.query import NO_CHOICE, Choice, Facet
from indexer.search.results import FacetValue, Named
from indexer.search.wording import Wording, load_wording

MOST_VALUES = 200  # of a facet that are handed out, the chosen ones on top
MOST_NAMED = 1_000  # values that a word of a query may name
MOST_BEGINNING = 20_000  # persons that a typed beginning may stand for; a letter stands for fewer


class Names:
    """The lexicon of one generation, and the names of its facets' values."""

    def __init__(
        self, backend: SearchBackend, articles: Articles, wording: Wording | None = None
    ) -> None:
        self._backend, self._articles = backend, articles
        self.wording = wording or load_wording()

    def known(self, forms: Iterable[str]) -> Mapping[str, int]:
        """See indexer.search.lexicon.Lexicon."""
        found = dict(self._backend.frequencies("exact", forms))
        unknown = [form for form, count in found.items() if not count]
        return found | dict(self._backend.frequencies("text", unknown)) if unknown else found

    def similar(self, form: str) -> tuple[str, ...]:
        """See indexer.search.lexicon.Lexicon."""
        return self._backend.similar(form)

    def rarity(self, keys: Iterable[str]) -> dict[str, float]:
        """How much it tells that an article names each person: log of all articles by theirs."""
        whole = max(2, self._backend.count())
        counts = self._articles.articles_of(keys)
        return {key: math.log(whole / count) for key, count in counts.items() if count}

    def values(self, facet: Facet, text: str) -> tuple[str, ...]:
        """See indexer.search.lexicon.Lexicon."""
        if facet == "person":
            return self._articles.people_called(text)
        typed = words_of(text)
        wanted = frozenset(typed)
        if not wanted:
            return ()
        begun = self._backend.complete(facet, typed, MOST_NAMED)
        named = [(value, frozenset(words_of(value))) for value in begun]
        same = tuple(value for value, words in named if words == wanted)
        return same or tuple(value for value, words in named if wanted <= words)

    def inside(self, choices: Mapping[Facet, Choice]) -> Mapping[Facet, Choice]:
        """Choices with every person as the key; a name that nobody bears stays as it was typed."""
        persons = choices.get("person", NO_CHOICE)
        if not persons:
            return choices
        typed = (*persons.wanted, *persons.unwanted)
        keys = {value: key(value) for value in typed}
        there = self._articles.labels((*typed, *keys.values()))
        meant = {v: v if v in there or keys[v] not in there else keys[v] for v in typed}
        return MappingProxyType({**choices, "person": _mapped(persons, meant)})

    def persons(self, keys: Iterable[str]) -> tuple[Named, ...]:
        """Keys with their names."""
        wanted = list(keys)
        named = self._named(wanted)
        return tuple(named[k] for k in wanted)

    def counting(self, facet: Facet, typed: str = "") -> Counting:
        """What is to be counted of a facet.

        Args:
            typed: beginnings of words that the names must have.
        """
        if facet == "person" and (words := token_keys(typed)):
            among = self._articles.people_beginning(words, MOST_BEGINNING)
            return Counting(facet, MOST_VALUES, among=among)
        return Counting(facet, MOST_VALUES, words_of(typed) if facet != "person" else ())

    def chosen(self, facet: Facet, counted: Counted, choice: Choice) -> tuple[FacetValue, ...]:
        """The values that a choice names, in its order; also those that nothing has."""
        values = dict.fromkeys((*choice.wanted, *choice.unwanted))
        return self._values(facet, {v: counted.values.get(v, 0) for v in values}, choice)

    def facet(self, counting: Counting, counted: Counted, choice: Choice) -> tuple[FacetValue, ...]:
        """A facet's counts as people see them: chosen first, then the most frequent.

        A chosen value stays with a count of zero, so that it can be taken off. Where names were
        looked for by their beginning, there is nothing else.
        """
        shown = counted.values
        if counting.words or counting.among is not None:
            shown = dict(islice(shown.items(), min(counting.most, counted.number)))
        made = self._values(counting.facet, shown, choice)
        return tuple(sorted(made, key=lambda v: not (v.selected or v.excluded)))

    def _values(
        self, facet: Facet, counts: Mapping[str, int], choice: Choice
    ) -> tuple[FacetValue, ...]:
        named = self._named(counts) if facet == "person" else {}
        return tuple(
            FacetValue(
                value=value,
                label=named[value].label if named else value,
                count=count,
                selected=value in choice.wanted,
                excluded=value in choice.unwanted,
                certain=named[value].certain if named else True,
            )
            for value, count in counts.items()
        )

    def _named(self, keys: Iterable[str]) -> dict[str, Named]:
        """Keys as people see them; what is no key goes by itself."""
        wanted = list(keys)
        labels = self._articles.labels(wanted)
        return {k: Named(k, *labels.get(k, (k, True))) for k in wanted}


def _mapped(choice: Choice, meant: Mapping[str, str]) -> Choice:
    wanted, unwanted = (
        tuple(dict.fromkeys(meant[value] for value in values))
        for values in (choice.wanted, choice.unwanted)
    )
    return Choice(wanted, unwanted)
