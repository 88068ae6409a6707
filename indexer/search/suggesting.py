"""What somebody who is still typing may mean: persons, titles, sections, sources, words.

What was typed counts as typed and, in Latin letters or on the wrong keyboard, as it would be read;
the last word may have only begun.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypeVar

from indexer import bulgarian
from indexer.search import tree
from indexer.search.asking import request
from indexer.search.backend import SearchBackend
from indexer.search.beginnings import begins, words_of
from indexer.search.named import Names
from indexer.search.query import Query
from indexer.search.results import Named

SHORTEST = 2  # letters
LONGEST = 100
MOST = 5  # of each kind
MOST_READINGS = 3
LOOKED_AT = 20  # articles whose titles are compared


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Title:
    """An article whose title is meant."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """What may be meant, the likeliest of each kind first."""

    persons: tuple[Named, ...] = ()
    titles: tuple[Title, ...] = ()
    sections: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def suggest(typed: str, backend: SearchBackend, names: Names) -> Suggested:
    """What may be meant by the beginning of a query; nothing for less than two letters."""
    typed = typed[:LONGEST]
    readings = [words for reading in readings_of(typed) if (words := words_of(reading))]
    readings = [words for words in readings if len("".join(words)) >= SHORTEST]
    if not readings:
        return Suggested()
    return Suggested(
        persons=names.persons_begun(readings, MOST),
        titles=_first(_titles(words, backend) for words in readings),
        sections=_first(backend.complete("section", words, MOST) for words in readings),
        sources=_first(backend.complete("source", words, MOST) for words in readings),
        words=_first(_words(words, backend) for words in readings),
    )


def readings_of(typed: str) -> Iterable[str]:
    """As typed, and as each word would be read whatever the index knows."""
    yield typed
    words = typed.split()
    read = [bulgarian.readings(word, lambda forms: dict.fromkeys(forms, 0)) for word in words]
    for number in range(MOST_READINGS):
        others = [[r.text for r in several if r.kind != "literal"] for several in read]
        if not any(len(other) > number for other in others):
            return
        yield " ".join(
            other[number] if len(other) > number else word
            for other, word in zip(others, words, strict=True)
        )


def _first(several: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    """What the first reading gives that gives anything."""
    return next(filter(None, several), ())


def _titles(words: tuple[str, ...], backend: SearchBackend) -> tuple[Title, ...]:
    """Articles whose title has all words, the last of which may have only begun."""
    *whole, last = words
    terms = [tree.Term(word, bulgarian.stems(word)) for word in whole]
    node: tree.Node = tree.And((*terms, tree.Prefix(last))) if terms else tree.Prefix(last)
    asked = replace(request(Query(per_page=LOOKED_AT), node), sort="newest")
    found = (scored.document for scored in backend.search(asked).documents)
    stems = [set(bulgarian.stems(word)) for word in whole]
    titled = (
        Title(document.id, document.title)
        for document in found
        if _has(document.title, stems, last)
    )
    return tuple(islice(titled, MOST))


def _has(title: str, stems: list[set[str]], last: str) -> bool:
    words = words_of(title)
    there = {stem for word in words for stem in bulgarian.stems(word)}
    return all(each & there for each in stems) and begins(words, (last,))


def _words(words: tuple[str, ...], backend: SearchBackend) -> tuple[str, ...]:
    """What was typed with its last word written to its end."""
    *whole, last = words
    return tuple(" ".join((*whole, form)) for form in backend.beginning(last, MOST))
