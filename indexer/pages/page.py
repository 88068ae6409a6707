"""A page as it is read: values between the archive, the reading and the table."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from indexer.article import Article, NotAnArticle, Version
from indexer.history import Wording

UNREADABLE = "could not be read: "
"""How a reason begins where reading (or keeping what was read) failed and not the page."""


@dataclass(frozen=True, slots=True)
class Due:
    """A page that is to be read: its address, and the site of its newest capture."""

    url: str
    site: str
    newest: int


@dataclass(frozen=True, slots=True)
class Passed:
    """A capture that gave no article, and why.

    `again` where the reason lies in the archive's bytes, not in the page: a damaged record may
    heal, so it is tried whenever the page is read.
    """

    capture: int
    reason: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class PageRead:
    """What the captures of one page come to.

    Attributes:
        capture, fetched: the capture that `found` was read from: the newest that is an article, or
            the newest of all; 0 and None where no record could be read.
        passed: captures that gave no article, newest first.
        wordings: by capture, of a page that was captured with several contents.
        versions: what it said over time, if that was more than one thing.
        read_with, named_with: what it was read and named with; see indexer.build.versions.
    """

    url: str
    site: str
    found: Article | NotAnArticle
    read_with: str
    named_with: str = ""
    capture: int = 0
    fetched: datetime | None = None
    passed: tuple[Passed, ...] = ()
    wordings: Mapping[int, Wording] = field(default_factory=dict)
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page as the table has it; `value` is its article (see article_json), or None."""

    url: str
    site: str
    read_with: str
    named_with: str
    value: bytes | None


NOTICE = 600  # letters; a notice of the server has fewer
REPEATED = "the same few words under several addresses"


def may_be_notice(article: Article) -> bool:
    """Whether a page has little text and nothing else that articles have: no date, no author."""
    bare = not (article.published or article.authors or article.section or article.captions)
    read = article.origin.get("title", "import") != "import"  # somebody's data is no page
    return bare and read and len(article.text) < NOTICE


def text_digest(article: Article) -> str:
    """What is equal for two readings with the same title and text: 16 hexadecimal digits."""
    said = "\n".join((article.title, *article.body)).encode("utf-8", "replace")
    return hashlib.blake2b(said, digest_size=8).hexdigest()
