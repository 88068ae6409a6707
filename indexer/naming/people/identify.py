"""A document's mentions joined into its persons.

full names      grouped by `names.same_person`, an abbreviated one only where one person fits
a surname alone the document's person with it: of several the one named in full most often, on
                a tie the last one before it
a given name    the document's only person with it
the rest        a person of its own, doubtful: the archive may know whose it is
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from indexer.article import Person
from indexer.naming.people.keys import key
from indexer.naming.people.names import (
    ALIKE,
    Name,
    fits,
    is_family,
    near,
    owned_words,
    same_person,
    shown,
    taken_apart,
)
from indexer.naming.people.recognise import Mention

__all__ = ["Known", "attributed", "grouped", "identify", "in_order"]


@dataclass(slots=True)
class Known:
    """A person of the document: the forms of the name with how often each stands, and where a
    full one stands (the number of the mention).
    """

    names: list[Name] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    at: list[int] = field(default_factory=list)
    is_full: bool = True

    @property
    def name(self) -> str:
        """The fullest form, the most frequent of them."""
        return max(
            self.forms,
            key=lambda f: (
                " " in f,
                "." not in f,
                not f.isupper(),
                self.forms[f],
                len(f),
                -f.count("-"),
            ),
        )

    def person(self) -> Person:
        """As the article has it."""
        name = shown(self.name)
        own = key(name)
        also = {key(form) for form in self.forms if " " in form} - {own}
        by = "name" if self.is_full else "alone"
        return Person(name, own, self.forms.total(), self.is_full, by, tuple(sorted(also)))


def identify(mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The persons of one document: named in full first, then those of whom a word is known."""
    return in_order(grouped(mentions)[0])


def in_order(people: Sequence[Known]) -> tuple[Person, ...]:
    """Persons as an article has them: those named in full first, one a key."""
    found: dict[str, Person] = {}
    for known in sorted(people, key=lambda k: not k.is_full):
        person = known.person()
        before = found.get(person.key)
        if before is not None:
            person = replace(before, mentions=before.mentions + person.mentions)
        found[person.key] = person
    return tuple(found.values())


def attributed(mentions: Sequence[Mention]) -> list[str]:
    """The name that the document gives to each mention; empty where it is no person."""
    _, owners = grouped(mentions)
    return [shown(owner.name) if owner else "" for owner in owners]


def grouped(mentions: Sequence[Mention]) -> tuple[list[Known], list[Known | None]]:
    """The persons in the order of their first mention, and whose each mention is."""
    by_form = _full_names(mentions)
    people = list({id(known): known for known in by_form.values()}.values())
    owners: list[Known | None] = []
    alone: dict[str, Known] = {}
    surnames = _surnames(people)
    for number, mention in enumerate(mentions):
        owner = by_form.get(mention.name)
        if owner is None and is_family(mention.name):
            owner = _of_family(mention.name, people)
        elif owner is None:
            owner = _of_one_word(mention.name, number, people, surnames) or _alone(mention, alone)
        if owner is not None:
            form = mention.name
            if is_family(form):
                form = next(each for each, known in by_form.items() if known is owner)
            owner.forms[form] += 1
        owners.append(owner)
    return [*people, *alone.values()], owners


def _full_names(mentions: Sequence[Mention]) -> dict[str, Known]:
    """Form → person, of names of two words and more; whole ones first, abbreviated ones after."""
    forms: dict[str, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        if taken_apart(mention.name).given and not is_family(mention.name):
            forms[mention.name].append(number)
    people: list[Known] = []
    found: dict[str, Known] = {}
    for form in sorted(forms, key=lambda f: (taken_apart(f).initial, forms[f][0])):
        name = taken_apart(form)
        known = _joined(name, people)
        if known is None:
            known = Known()
            people.append(known)
        known.names.append(name)
        known.at += forms[form]
        found[form] = known
    return {form: found[form] for form in forms}


def _joined(name: Name, people: Iterable[Known]) -> Known | None:
    """The one person whom a full name fits; nobody where several do."""
    whole = [p for p in people if any(name.whole == n.whole for n in p.names)]
    if whole:
        return whole[0]
    fitting = [p for p in people if any(same_person(name, n) for n in p.names)]
    return fitting[0] if len(fitting) == 1 else None


def _surnames(people: Iterable[Known]) -> dict[str, list[Known]]:
    """What may stand alone → the persons that it may mean."""
    found: dict[str, list[Known]] = defaultdict(list)
    for known in people:
        for word in {word for name in known.names for word in owned_words(name)}:
            found[word].append(known)
    return found


def _of_one_word(
    form: str, number: int, people: Sequence[Known], surnames: dict[str, list[Known]]
) -> Known | None:
    word = key(form)
    found = surnames.get(word)
    if not found and len(word) >= ALIKE:
        found = [p for p in people if any(near(word, n.last) for n in p.names)]
        found = found if len(found) == 1 else None
    if found:
        return _most_named(found, number)
    given = [p for p in people if any(_is_given(word, n.given) for n in p.names)]
    return given[0] if len(given) == 1 else None


def _of_family(form: str, people: Sequence[Known]) -> Known | None:
    """«Малена и Тервел Замфирови»: Тервел, where the text has him in full; the family nobody."""
    given = taken_apart(form).given
    found = [p for p in people if given and any(fits(given, n.given) for n in p.names)]
    return found[0] if len(found) == 1 else None


def _is_given(word: str, given: str) -> bool:
    return len(word) > 1 and len(given) > 1 and fits(word, given)


def _most_named(people: Sequence[Known], number: int) -> Known:
    """Who is named in full most often; on a tie the last before this mention."""
    return max(
        people, key=lambda p: (len(p.at), max((at for at in p.at if at < number), default=-1))
    )


def _alone(mention: Mention, alone: dict[str, Known]) -> Known:
    return alone.setdefault(key(mention.name), Known(is_full=False))
