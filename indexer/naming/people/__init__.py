"""Who is named in a text: mentions found by simple rules, then joined into persons.

    recognise   text → mentions: a known given name, a surname's ending, a title or a verb of saying
    identify    a document's mentions → its persons: full names, surnames alone, hyphens and spaces
    keys        when two spellings are one name

What the rules do not see: persons whose given name no list has and whom no title introduces.
"""

from __future__ import annotations

from indexer.article import Person
from indexer.naming.people.identify import attributed, identify
from indexer.naming.people.keys import key
from indexer.naming.people.recognise import Mention, mentions

__all__ = ["Mention", "attributed", "key", "mentions", "persons"]


def persons(paragraphs: tuple[str, ...]) -> tuple[Person, ...]:
    """The persons named in a document's headline and paragraphs, in the order of their first."""
    return identify([m for text in paragraphs for m in mentions(text)])
