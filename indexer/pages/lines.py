"""Paragraphs that are word for word the title of another article of the site: links, not text.

«Чети още» leaves them behind where a text was taken without its links (5,069 in 3,327 of 28,316
real articles). What is a title is known only when all articles are, so it is kept beside them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection

from indexer.article import Article

WORDS = 4  # of a title that no paragraph is by chance: a subhead has fewer
LONGEST = 250  # letters of a title
_NOT_LETTERS = re.compile(r"[\W_]+")


def title_digest(article: Article) -> int:
    """The digest of an article's title within its site: 63 bits of BLAKE2b."""
    return _digest(article.site, article.title)


def line_digests(article: Article) -> dict[int, int]:
    """Number of a paragraph → its digest, for those that may be a title."""
    return {
        number: _digest(article.site, text)
        for number, text in enumerate(article.body)
        if len(text) <= LONGEST and not text.endswith(".") and text.count(" ") >= WORDS - 1
    }


def without(article: Article, numbers: Collection[int]) -> tuple[str, ...]:
    """The paragraphs that are left without some; all where none would be left."""
    left = tuple(text for number, text in enumerate(article.body) if number not in numbers)
    return left or article.body


def _digest(site: str, text: str) -> int:
    plain = _NOT_LETTERS.sub(" ", text).strip().casefold()
    raw = hashlib.blake2b(f"{site}\n{plain}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(raw, "big") >> 1
