"""Who is named in a text: mentions found by a tagger, then joined into persons.

tagger      text → spans that name a person; a trained model, its lists and its training
recognise   the spans as mentions
names       a name's parts; when two full names may be one person's
identify    a document's mentions → its persons
keys        when two spellings are one name
authority   the archive's persons: which documents' persons are one, and why
decisions   what editors decided, and the file of it
gender      whether a name is a woman's or a man's
lists       the word lists (words/)
"""

from __future__ import annotations

from indexer.article import Person
from indexer.naming.people.authority import well_known
from indexer.naming.people.identify import Known, attributed, grouped, identify, in_order
from indexer.naming.people.keys import key
from indexer.naming.people.recognise import Mention, mentions

__all__ = [
    "Known",
    "Mention",
    "attributed",
    "grouped",
    "identify",
    "in_order",
    "key",
    "mentions",
    "persons",
    "well_known",
]


def persons(paragraphs: tuple[str, ...]) -> tuple[Person, ...]:
    """The persons named in a document's headline and paragraphs, in the order of their first."""
    return identify(mentions("\n".join(paragraphs)))
