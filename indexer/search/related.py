"""Articles near another one, or near a draft: by the words that set it apart, and by its people."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from indexer import bulgarian
from indexer.search import tree
from indexer.search.backend import Document, Request, Scored, SearchBackend
from indexer.search.marks import Marker
from indexer.search.named import Names
from indexer.search.results import Related
from indexer.search.searching import hit

WORDS = 24  # that speak for a text
FEWEST_LETTERS = 3
SATURATION = 1.2  # k1 of BM25: the tenth mention of a word says little more than the fifth
LOOKED_AT = 40  # of the nearest by words, ranked again with the people they share
A_PERSON = 0.25  # what each shared person adds to the score, as a share of it
SAME_STORY = 0.45  # of the best words shared: one story told on


@dataclass(frozen=True, slots=True)
class Like:
    """What related articles are looked for: its text, its people, its own id if it has one."""

    text: str
    persons: tuple[str, ...] = ()
    id: str = ""


def related(like: Like, most: int, backend: SearchBackend, names: Names) -> tuple[Related, ...]:
    """The articles nearest to a text, nearest first, each with the reason."""
    light = names.wording.light
    weights = telling(like.text, backend, light)
    if not weights:
        return ()
    nodes = tuple(tree.Weighted(tree.Term("", (stem,)), w) for stem, w in weights.items())
    near = backend.search(Request(tree.Or(nodes), count=LOOKED_AT)).documents
    ranked = sorted((s for s in near if s.document.id != like.id), key=partial(_worth, like))
    return tuple(_reasoned(s, like, weights, names) for s in ranked[:most])


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
    for token in bulgarian.tokens(text):
        long_enough = len(token.text) >= FEWEST_LETTERS and token.script != "number"
        if long_enough and token.text not in light:
            yield bulgarian.stems(token.text)[0]


def _worth(like: Like, scored: Scored) -> tuple[float, str]:
    shared = len(set(like.persons) & set(scored.document.persons))
    return -scored.score * (1 + A_PERSON * shared), scored.document.id


def _reasoned(scored: Scored, like: Like, weights: dict[str, float], names: Names) -> Related:
    line = hit(scored, Marker(tree.Nothing()), names)
    persons = tuple(p for p in like.persons if p in scored.document.persons)
    shared = tuple(person.label for person in names.persons(persons))
    if _shared(scored.document, weights, names.wording.light) >= SAME_STORY:
        return Related(line, "same-story", shared)
    if persons:
        return Related(line, "same-persons", shared)
    return Related(line, "same-words")


def _shared(document: Document, weights: dict[str, float], light: frozenset[str]) -> float:
    """The share of the telling words' weight that a document has too."""
    there = set(_stems(f"{document.title} {document.text}", light))
    return sum(w for s, w in weights.items() if s in there) / sum(weights.values())
