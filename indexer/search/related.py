"""Articles near another one, or near a draft: by the words that set it apart, and by its people."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from indexer.search import tree
from indexer.search.backend import Document, Request, Scored, SearchBackend
from indexer.search.marks import Marker
from indexer.search.named import Names
from indexer.search.positions import analysed
from indexer.search.results import Related
from indexer.search.searching import hit

WORDS = 64  # that speak for a text
FEWEST_LETTERS = 3
SATURATION = 2.5  # k1 of BM25: the tenth mention of a word says little more than the fifth
LOOKED_AT = 60  # of the nearest by words, ranked again with people and time
LOOKED_INTO = 10  # of these, beside those that are shown, whose texts are compared
PEOPLE = 0.3  # what sharing all people adds to the score, as a share of it
FADING = 0.5  # share of a score that fades with the days between two articles
HALF_LIFE = 14.0  # days in which it fades by half
SAME_STORY = 0.35  # of the best words shared: one story told on
LEAST = 0.06  # of the best words' weight, below which nothing is related
LEAST_ALONE = 0.12  # the same where no person is shared
THE_SAME = 0.7  # of all words shared: the same text again


@dataclass(frozen=True, slots=True)
class Like:
    """What related articles are looked for: text, people; id and time of what has them."""

    text: str
    persons: tuple[str, ...] = ()
    id: str = ""
    published: datetime | None = None


def related(like: Like, most: int, backend: SearchBackend, names: Names) -> tuple[Related, ...]:
    """The articles nearest to a text, nearest first, each with the reason; fewer than were asked
    for where no more are near. The same text again (under another address, sent by an agency) is
    none of them.
    """
    light = names.wording.light
    weights = telling(like.text, backend, light)
    if not weights:
        return ()
    nodes = tuple(tree.Weighted(tree.Term("", (stem,)), w) for stem, w in weights.items())
    near = backend.search(Request(tree.Or(nodes), count=LOOKED_AT)).documents
    seed = _Seed(like, weights, names)
    ranked = sorted((s for s in near if s.document.id != like.id), key=seed.order)
    found: list[_Candidate] = []
    for scored in ranked[: LOOKED_INTO + most]:
        if len(found) == most:
            break
        one = seed.candidate(scored)
        seen = (seed.words, *(f.words for f in found))
        if one.near and not any(_same(one.words, words) for words in seen):
            found.append(one)
    return tuple(_reasoned(one, names) for one in found)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An article that may be related, and what it shares."""

    scored: Scored
    words: frozenset[str]
    persons: tuple[str, ...]
    share: float

    @property
    def near(self) -> bool:
        return self.share >= (LEAST if self.persons else LEAST_ALONE)


class _Seed:
    """What articles are compared with."""

    def __init__(self, like: Like, weights: dict[str, float], names: Names) -> None:
        self.like, self.weights = like, weights
        self.light = names.wording.light
        self.words = frozenset(_stems(like.text, self.light))
        self.rarity = names.rarity(like.persons)

    def order(self, scored: Scored) -> tuple[float, str]:
        """The best come first: near by words, with the same people, of the same time."""
        people = self._people(scored.document.persons)
        worth = scored.score * (1 + PEOPLE * people) * self._left(scored.document)
        return -worth, scored.document.id

    def candidate(self, scored: Scored) -> _Candidate:
        """An article with what it shares."""
        document = scored.document
        words = frozenset(_stems(f"{document.title} {document.text}", self.light))
        share = sum(w for s, w in self.weights.items() if s in words) / sum(self.weights.values())
        persons = tuple(p for p in self.like.persons if p in document.persons)
        return _Candidate(scored, words, persons, share)

    def _people(self, persons: Collection[str]) -> float:
        """The share of the seed's people, those counted most of whom few articles tell."""
        whole = sum(self.rarity.values())
        shared = sum(rare for person, rare in self.rarity.items() if person in persons)
        return shared / whole if whole else 0.0

    def _left(self, document: Document) -> float:
        """What time leaves of the score."""
        if self.like.published is None or document.published is None:
            return 1.0
        days = abs((self.like.published - document.published).total_seconds()) / 86_400
        return float(1 - FADING + FADING * 0.5 ** (days / HALF_LIFE))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts are the same one, a few words more or less."""
    return len(one & other) >= THE_SAME * len(one | other)


def telling(text: str, backend: SearchBackend, light: frozenset[str]) -> dict[str, float]:
    """The stems that set a text apart from the index, with their weights (tf-idf, saturated)."""
    counts = Counter(_stems(text, light))
    frequencies = backend.frequencies("text", counts)
    documents = max(backend.count(), 1)
    weights = {
        stem: count / (count + SATURATION) * math.log(documents / frequencies[stem])
        for stem, count in counts.items()
        if 1 < frequencies[stem] <= documents // 2
    }
    best = sorted(weights, key=lambda stem: (-weights[stem], stem))[:WORDS]
    return {stem: weights[stem] for stem in best}


def _stems(text: str, light: frozenset[str]) -> Iterable[str]:
    found = analysed(text)
    for form, stems in zip(found.forms, found.stems, strict=True):
        if len(form) >= FEWEST_LETTERS and form not in light and not form[:1].isdigit():
            yield stems[0]


def _reasoned(one: _Candidate, names: Names) -> Related:
    line = hit(one.scored, Marker(tree.Nothing()), names)
    shared = tuple(person.label for person in names.persons(one.persons))
    if one.share >= SAME_STORY:
        return Related(line, "same-story", shared)
    if one.persons:
        return Related(line, "same-persons", shared)
    return Related(line, "same-words")
