"""A text's direct speech with the persons who speak it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from indexer.media import medium
from indexer.naming.people import Known, Mention, key
from indexer.naming.people.gender import women_and_men
from indexer.naming.people.lists import PLACES
from indexer.naming.people.names import shown, taken_apart
from indexer.naming.people.tagger.features import flags_of
from indexer.naming.quotations.speakers import Place
from indexer.naming.quotations.telling import Said, told

__all__ = ["Speech", "speech"]


class Speech(NamedTuple):
    """Direct speech: characters `start` to `end` of the text, without its marks.

    Attributes:
        name: of the person who speaks; empty where nobody is named.
        key: of that person (indexer.naming.people.keys); empty for one whom nothing else names.
        office: the words for a speaker, where they stand by it.
        certain: whether the name stands by the quotation itself.
    """

    start: int
    end: int
    name: str
    key: str
    office: str
    certain: bool


def speech(
    text: str,
    mentions: Sequence[Mention],
    people: Sequence[Known],
    owners: Sequence[Known | None],
) -> list[Speech]:
    """The direct speech of a text, in its order.

    Args:
        mentions: of persons in the same text, in its order.
        people, owners: those persons, and whose each mention is (people.grouped).
    """
    numbers = _numbers(people)
    places = [
        Place(mention.start, mention.end, numbers[id(owner)])
        for mention, owner in zip(mentions, owners, strict=True)
        if owner is not None
    ]
    women, men = women_and_men(people)
    names = [shown(known.name) for known in people]
    return [_speech(said, names) for said in told(text, places, women, men)]


def _speech(said: Said, names: Sequence[str]) -> Speech:
    if said.who is not None:
        name = names[said.who]
        return Speech(said.start, said.end, name, key(name), said.office, said.certain)
    unknown = said.office if _may_be_name(said.office) else ""
    office = "" if unknown else said.office
    return Speech(said.start, said.end, unknown, "", office, certain=False)


def _may_be_name(office: str) -> bool:
    """Whether what a verb of saying has behind it is the name of somebody whom nothing else in the
    text names: «разказа Мелтем»; no medium, no place, no body.
    """
    if not office[:1].isupper() or " " in office or office.isupper() or medium(office):
        return False
    return (office,) not in PLACES and not {"N", "C", "n", "T"} & {*flags_of(office)}


def _numbers(people: Sequence[Known]) -> dict[int, int]:
    """Person → number; a given name alone is whoever with it was named first: a paper that speaks
    to «Карлос» speaks to the one it is about.
    """
    first: dict[str, int] = {}
    for number, known in enumerate(people):
        for name in known.names:
            if name.given:
                first.setdefault(name.given, number)
    return {
        id(known): number if known.is_full else first.get(taken_apart(known.name).last, number)
        for number, known in enumerate(people)
    }
