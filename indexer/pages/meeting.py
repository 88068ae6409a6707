"""Which pages that name one canonical address are pages of one article.

A canonical link says that pages are one; a wrong one (a template that prints the same address on
every page) must not make three articles one. So pages meet only where their titles or their texts
agree; one that does not stands at its own address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from indexer.article import Article, article_id

SHARED = 0.5  # of the paragraphs of the shorter text: one page is the other's later state
_NOT_LETTERS = re.compile(r"\W+")


class Claim(NamedTuple):
    """A page that names a canonical address.

    Attributes:
        own: whether that is its own address.
        found: what it was read as.
    """

    url: str
    own: bool
    found: Article


def meet(claimed: str, pages: Sequence[Claim]) -> dict[str, str]:
    """For each page the id of the article that it is a page of.

    Args:
        claimed: the id of the article at the address that all of them name.
        pages: the one that would stand for the article first.
    """
    first = pages[0]
    agreed = {page.url: agree(first.found, page.found) for page in pages}
    if not first.own and not all(agreed.values()):
        agreed = dict.fromkeys(agreed, False)  # nobody is there who could be right
    return {url: claimed if yes else article_id(url) for url, yes in agreed.items()}


def agree(one: Article, other: Article) -> bool:
    """Whether two readings can be of one article: the same title, or mostly the same text."""
    if _plain(one.title) == _plain(other.title):
        return True
    first, second = (set(map(_plain, article.body)) for article in (one, other))
    shorter = min(len(first), len(second))
    return bool(shorter) and len(first & second) >= SHARED * shorter


def standing_at(article: Article, own_id: str, url: str) -> Article:
    """An article under the id and address that it stands at."""
    if (article.id, article.url) == (own_id, url):
        return article
    return replace(article, id=own_id, url=url)


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()
