"""The archive's persons: which of its articles' persons are one, and why.

Whom a key stands for depends on nothing but the persons whose surname sounds alike (`sound`), so
that a new article changes only its own persons' groups, and the same archive has the same persons
in whatever order it came. The rules, docs/people.md:

    name       equal full names; a middle name, an initial, a second surname more or less
    slip       one letter of a long word, or a foreign name spelt by ear
    short      a pet form, where an article has both or only one person fits
    latin      the same name in Latin letters, where only one person sounds so
    surname    a surname alone: the person with 90% of the articles of all who bear it
    known      a surname alone that the archive does not know, of a person whom everybody does
    decision   an editor's
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from indexer.bulgarian import transliterate
from indexer.naming.people.decisions import NO_DECISIONS, Decisions, parsed
from indexer.naming.people.keys import key
from indexer.naming.people.lists import folder
from indexer.naming.people.names import (
    Name,
    consonants,
    near,
    others_of,
    owned_words,
    same_person,
    taken_apart,
)

__all__ = ["By", "Entry", "Whom", "famous", "resolved", "rounded", "sound", "well_known"]

By = Literal["", "name", "slip", "short", "latin", "surname", "known", "decision", "hidden"]

SHARE = 0.9  # of the articles of all who bear a surname (person-identity: .95 and .7 give no more)
FEWEST = 2  # articles of a person to whom a surname alone is linked
EXACT = 10  # articles; more are counted by steps
STEP = 1.1
CROWD = 8  # persons with one surname, among whom a pet form alone tells nobody
_BULGARIAN = re.compile(r"(?:ов|ев|ск)[аи]?$")
_CONSONANTS = {"sht": "s", "sch": "s", "sh": "s", "zh": "s", "ch": "s", "ts": "s", "ph": "f",
               "th": "t", "kh": "h", "ck": "k", "dzh": "s", "x": "ks"}  # fmt: skip
_SPELT = re.compile("|".join(sorted(_CONSONANTS, key=len, reverse=True)))
_VOICELESS = str.maketrans("bvwgdzqcj", "pffktskks")
_VOWELS = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")


class Entry(NamedTuple):
    """A name in the archive.

    Attributes:
        form: the name as most articles write it.
        articles: that name somebody so, rounded.
        full: whether it is more than a word.
        beside: keys of other names that articles have for the same person.
    """

    key: str
    form: str
    articles: int
    full: bool
    beside: frozenset[str] = frozenset()


def rounded(articles: int) -> int:
    """A number of articles as the rules see it: exact up to nine, by tenths above, so that one
    more article about somebody well known settles nobody anew.
    """
    if articles < EXACT:
        return articles
    return int(STEP ** int(math.log(articles, STEP)))


class Whom(NamedTuple):
    """The person a name stands for, and by which rule; `key` is empty where it is none."""

    key: str
    by: By


@lru_cache(1 << 15)
def sound(form: str) -> str:
    """The consonants of a name's last word, in either alphabet; names that sound otherwise are
    never one person's, so that a person is settled among those who sound alike.
    """
    last = form.replace("-", " ").split()[-1:] or [""]
    latin = _SPELT.sub(lambda match: _CONSONANTS[match[0]], transliterate(last[0].lower()))
    bones = re.sub("[^a-z]", "", latin).translate(_VOICELESS)
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", bones)) or latin


@dataclass(slots=True)
class _Person:
    key: str
    names: list[Name] = field(default_factory=list)
    articles: int = 0
    keys: set[str] = field(default_factory=set)


def resolved(
    group: Iterable[Entry],
    decisions: Decisions = NO_DECISIONS,
) -> dict[str, Whom]:
    """Whom each name of a group of one sound stands for.

    Args:
        group: all names of the archive with one sound.
        decisions: an editor's; they win.
    """
    entries = sorted(group, key=_order)
    found: dict[str, Whom] = {}
    people = _People()
    for entry in entries:
        if entry.full:
            found[entry.key] = _placed(entry, people, decisions)
    for entry in entries:
        if not entry.full:
            found[entry.key] = _surname(entry, people) or Whom(entry.key, "")
    return {own: _decided(own, whom, decisions) for own, whom in found.items()}


class _People:
    """The persons of a group, by what may be asked for: a given name in some way, a surname."""

    def __init__(self) -> None:
        self._by_given: dict[str, dict[int, _Person]] = {}
        self._by_word: dict[str, dict[int, _Person]] = {}
        self.number = 0

    def add(self, person: _Person, name: Name) -> None:
        """Take in a person, or another name of one."""
        self.number += not person.names
        person.names.append(name)
        for word in _ways_to(name):
            self._by_given.setdefault(word, {})[id(person)] = person
        for word in owned_words(name):
            self._by_word.setdefault(word, {})[id(person)] = person

    def like(self, name: Name) -> list[_Person]:
        """Those who may be one with a name, by its given name."""
        letter = f"{name.given[:1]}."
        ways = [way for way in _ways_to(name) if way != letter]
        asked = [letter] if name.initial else [*ways, *others_of(name.given)]
        found = {k: p for way in asked for k, p in self._by_given.get(way, {}).items()}
        return list(found.values())

    def called(self, word: str) -> list[_Person]:
        """Those who bear a surname."""
        return list(self._by_word.get(word, {}).values())


def _ways_to(name: Name) -> tuple[str, ...]:
    """Under what a full name is looked for: its given name; the consonants of it, whatever their
    order; how it sounds; the name as a whole; and its first letter, for one that has no more.
    """
    letter = name.given[:1]
    bones = "".join(sorted(set(consonants(name.given))))
    return name.given, f"{letter}{bones}", f"~{sound(name.given)}", name.whole, f"{letter}."


def _order(entry: Entry) -> tuple[bool, bool, int, str]:
    """Whole names first, the most frequent of them first; then abbreviated ones."""
    name = taken_apart(entry.form)
    return name.initial, entry.form.isascii(), -entry.articles, entry.key


def _placed(entry: Entry, people: _People, decisions: Decisions) -> Whom:
    name = taken_apart(entry.form)
    free = [
        p for p in people.like(name) if not any((entry.key, k) in decisions.apart for k in p.keys)
    ]
    by, person = _match(entry, name, free, people.number)
    if person is None:
        person = _Person(entry.key)
        by = ""
    people.add(person, name)
    person.keys.add(entry.key)
    person.articles += entry.articles
    return Whom(person.key, by)


def _match(
    entry: Entry, name: Name, people: list[_Person], crowd: int
) -> tuple[By, _Person | None]:
    """The person whom a full name is of, where one and only one fits."""
    if entry.form.isascii():
        return "latin", _only(p for p in people if _sounds_as(name, p.names[0]))
    fitting = [p for p in people if all(same_person(name, other) for other in p.names)]
    beside = [p for p in fitting if entry.beside & p.keys]
    if beside:
        return "name", beside[0]
    exact = [p for p in fitting if _spelt_alike(name, p.names[0])]
    if exact:
        return "name", _only(exact)
    if name.initial:
        return "name", _only(fitting)
    short = [p for p in fitting if not near(name.given, p.names[0].given)]
    if short:
        alone = _only(short)
        return "short", alone if alone and crowd <= CROWD and len(fitting) == 1 else None
    slips = [p for p in fitting if p.articles >= entry.articles and _may_slip(name)]
    return "slip", _only(slips)


def _only(people: Iterable[_Person]) -> _Person | None:
    found = list(people)
    return found[0] if len(found) == 1 else None


def _spelt_alike(one: Name, other: Name) -> bool:
    return one.whole == other.whole or (
        one.given == other.given
        and (one.last == other.last or one.last in other.halves or other.last in one.halves
             or one.middle[:1] == (other.last,) or other.middle[:1] == (one.last,))
    )  # fmt: skip


def _may_slip(name: Name) -> bool:
    """A Bulgarian surname with another letter is another surname."""
    return not _BULGARIAN.search(name.last)


def _sounds_as(latin: Name, name: Name) -> bool:
    return (
        bool(name.given)
        and sound(latin.given) == sound(name.given)
        and sound(latin.last) == sound(name.last)
    )


def _surname(entry: Entry, people: _People) -> Whom | None:
    """A surname alone: whom nine of ten articles about anybody of that name are about."""
    word = entry.key
    bearers = people.called(word)
    articles = sum(p.articles for p in bearers)
    top = max(bearers, key=lambda p: (p.articles, p.key), default=None)
    if top is None or (articles < FEWEST and word in _KNOWN_KEYS):
        famous = _KNOWN_KEYS.get(word)
        return Whom(famous, "known") if famous else None
    if top.articles >= max(FEWEST, SHARE * articles):
        return Whom(top.key, "surname")
    return None


def _decided(own: str, whom: Whom, decisions: Decisions) -> Whom:
    if own in decisions.hidden or whom.key in decisions.hidden:
        return Whom("", "hidden")
    for start in (own, whom.key):
        end = decisions.who(start)
        if end != start:
            return Whom(end, "decision")
    return whom


@cache
def _known() -> Decisions:
    return parsed((folder() / "known.txt").read_text("utf-8").splitlines())


_KNOWN_KEYS: Mapping[str, str] = {
    key(alias): key(decision.names[0])
    for decision in _known().made
    for alias in decision.names[1:]
    if " " not in alias or taken_apart(alias).given == ""
}
"""A surname that everybody knows → the person's key."""


def famous() -> Mapping[str, str]:
    """Key → the name under which everybody knows a person."""
    return _known().shown


def well_known(form: str) -> str:
    """The name under which everybody knows a person; the form itself for all others."""
    return _known().shown.get(_known().who(key(form)), form)
