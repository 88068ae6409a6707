"""An article and its parts: frozen, built whole by `extract.read`, each field with its origin."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from archive.address import place_of
from indexer.language import Language, language_of
from indexer.picture_credit import MadeBy, made_by

Change = Literal["headline", "text", "date", "mend"]
"""Of what kind the change to an article is; see indexer.history.changes."""

Origin = Literal["json-ld", "meta", "site", "page", "text", "url", "feed", "import"]

_WORD = re.compile(r"\w+(?:[-’']\w+)*")


def article_id(address: str) -> str:
    """The id of the article at a canonical address: 12 characters a-z2-7, stable over rebuilds.

    One for http and https, with www and without: a site that moves between them keeps its articles.
    60 bits of BLAKE2b: among a million articles two share one with a chance of one in two million.
    """
    spelt = f"https://{place_of(address)}".encode("utf-8", "surrogatepass")
    raw = hashlib.blake2b(spelt, digest_size=8).digest()
    return base64.b32encode(raw).decode().lower()[:12]


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under a picture; the credit («Архив», «Снимка: БТА») apart from the text.

    Attributes:
        lead: whether the picture stands above the text.
    """

    text: str
    credit: str = ""
    lead: bool = field(default=False, compare=False)

    @property
    def made_by(self) -> MadeBy:
        """The agencies and photographers that the credit names."""
        return made_by(self.credit)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in the text.

    Attributes:
        name: the fullest form in this document.
        key: what is equal for all spellings of one name (indexer.naming.people.keys).
        mentions: how often.
        certain: False for a word alone whose owner is not in the document.
        by: how the key was found: `name` where the document has the name in full, `alone` where it
            has a word of it, and the archive's rules (indexer.naming.people.authority).
        also: keys of other names that the document has for the same person.
    """

    name: str
    key: str
    mentions: int = 1
    certain: bool = True
    by: str = "name"
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody else's report: `credited` when the article is based on it, else only cited."""

    name: str
    credited: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """Direct speech in the body.

    Attributes:
        text: what is said, without its marks.
        paragraph: where it begins, from 0.
        start, end: characters of that paragraph; one that goes on beyond it ends with it.
        speaker: as the document names the person; empty where nobody is named.
        key: the person's; empty where nobody is named.
        office: the words for the speaker that stand by it: «кметът», «от полицията».
        certain: whether the name itself stands by it.
    """

    text: str
    paragraph: int
    start: int
    end: int
    speaker: str = ""
    key: str = ""
    office: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """What an article said from one look at it until the next that brought other words.

    Attributes:
        number: from 1, the oldest.
        seen: when it was seen first, UTC; it may have stood there since the look before.
        capture: number of a capture that has its words.
        changed: of what kind the change was; nothing for the first.
    """

    number: int
    seen: datetime
    capture: int
    changed: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """What one page says.

    Attributes:
        id: see `article_id`.
        published, updated: aware, or None; never guessed, never after the capture.
        body: paragraphs without captions, boxes and buttons; the credit line stays.
        origin: field name → where its value was found.
        capture: the catalogue's number of the capture that it was read from.
        gone: when the site dropped it, else None.
        versions: oldest first; of an article of the archive at least one.
    """

    id: str
    site: str
    url: str
    title: str
    body: tuple[str, ...]
    section: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    tags: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()
    sources: tuple[Source, ...] = ()
    quotes: tuple[Quote, ...] = ()
    origin: Mapping[str, Origin] = field(default_factory=lambda: MappingProxyType({}))
    capture: int = 0
    gone: datetime | None = None
    versions: tuple[Version, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """How it was changed after it was seen first, each kind once."""
        return tuple(dict.fromkeys(kind for one in self.versions for kind in one.changed))

    @property
    def text(self) -> str:
        """The body, its paragraphs joined by a blank line."""
        return "\n\n".join(self.body)

    @property
    def lead(self) -> str:
        """The paragraph that the text begins with; empty without a text."""
        return self.body[0] if self.body else ""

    @property
    def words(self) -> int:
        """How many words the text has."""
        return sum(len(_WORD.findall(paragraph)) for paragraph in self.body)

    @property
    def language(self) -> Language:
        """The language of title and text."""
        return language_of(f"{self.title} {self.text}")


@dataclass(frozen=True, slots=True)
class NotAnArticle:
    """A page that holds no article, and why; an answer, not an accident."""

    url: str
    reason: str
