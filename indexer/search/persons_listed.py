"""The persons of the archive as a list: those of most articles, by letter, or by a name begun."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.pages import Articles
from indexer.search import tree
from indexer.search.backend import Counting, Request, SearchBackend
from indexer.search.beginnings import words_of
from indexer.search.named import Names
from indexer.search.suggesting import LONGEST, SHORTEST, readings_of

__all__ = [
    "DEEPEST_PERSON",
    "Listed",
    "PersonsListed",
    "begun",
    "by_letter",
    "called",
    "most_named",
]

DEEPEST_PERSON = 5_000  # of the most named that can be paged through; beyond it, names are typed
MOST_CALLED = 500  # persons of one name that are compared


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of the list: `articles` that name them, nearly."""

    key: str
    label: str
    certain: bool
    articles: int


@dataclass(frozen=True, slots=True)
class PersonsListed:
    """A page of the list, and how many it is a page of."""

    persons: tuple[Listed, ...]
    total: int


def most_named(start: int, count: int, backend: SearchBackend, names: Names) -> PersonsListed:
    """The persons of most articles, from one place of the order on; up to DEEPEST_PERSON."""
    end = min(start + count, DEEPEST_PERSON)
    counting = Counting("person", end)
    found = backend.search(Request(tree.Everything(), count=0, facets=(counting,)))
    counted = found.counts["person"]
    shown = list(counted.values.items())[start:end]
    labels = names.persons(key for key, _ in shown)
    persons = (
        Listed(named.key, named.label, named.certain, articles)
        for named, (_, articles) in zip(labels, shown, strict=True)
    )
    return PersonsListed(tuple(persons), counted.number)


def by_letter(letter: str, start: int, count: int, articles: Articles) -> PersonsListed:
    """The persons whose names begin with a letter, by name."""
    rows, total = articles.people_of_letter(letter, start, count)
    return PersonsListed(_counted(rows, articles), total)


def called(name: str, most: int, names: Names, articles: Articles) -> PersonsListed:
    """The persons who bear a name, those of most articles first."""
    keys = articles.people_called(name)[:MOST_CALLED]
    rows = tuple((one.key, one.label, one.certain) for one in names.persons(keys))
    return PersonsListed(_by_weight(_counted(rows, articles))[:most], len(keys))


def begun(typed: str, most: int, names: Names, articles: Articles) -> PersonsListed:
    """The persons with a word in the name that begins as typed, in any reading of it."""
    readings = [words for reading in readings_of(typed[:LONGEST]) if (words := words_of(reading))]
    readings = [words for words in readings if len("".join(words)) >= SHORTEST]
    found = names.persons_begun(readings, most) if readings else ()
    rows = tuple((one.key, one.label, one.certain) for one in found)
    return PersonsListed(_by_weight(_counted(rows, articles)), len(rows))


def _counted(rows: tuple[tuple[str, str, bool], ...], articles: Articles) -> tuple[Listed, ...]:
    counts = articles.articles_of(key for key, _, _ in rows)
    return tuple(Listed(*row, counts.get(row[0], 0)) for row in rows)


def _by_weight(listed: tuple[Listed, ...]) -> tuple[Listed, ...]:
    return tuple(sorted(listed, key=lambda one: (-one.articles, one.key)))
