"""Where a reader of an article came from: the list, whose address the article's link carries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import request

from indexer.search.looked_for import Place
from indexer.search.query import Query
from webui import links, present
from webui.holdings import holdings
from webui.language import gettext
from webui.refused import Refused

LONGEST = 300  # characters that each of a page's links may carry


@dataclass(frozen=True, slots=True)
class WayBack:
    """The list that one came from, and its words in the article.

    Attributes:
        label: «404 статии за „мост“».
        places: for each text that was asked about, where found words stand.
    """

    label: str
    tail: str
    places: tuple[tuple[Place, ...], ...]


def asked() -> Query:
    """The list that the address names; that of all articles where it names none that is meant."""
    try:
        return links.query_of(request.args)
    except Refused:
        return Query()


def way_back(texts: Iterable[str]) -> WayBack | None:
    """The list that the address names, unless it is that of all articles, or empty."""
    query = asked()
    if query == Query():
        return None
    found = holdings().library.looked_for(query, texts)
    if not found.total:
        return None
    many = present.articles(found.total, at_least=found.relation == "gte")
    words = query.words
    label = gettext("%(found)s за „%(words)s“", found=many, words=words) if words else many
    return WayBack(label, links.tail(query), found.places)


def carried(query: Query) -> str:
    """What an article's link carries of the list that it stands in, so that the way back leads to
    the same page of it. It stands in every line of a list: of a long one only the words, if at all.
    """
    if query == Query():
        return ""
    for one in (replace(query, per_page=Query().per_page), Query(words=query.words)):
        tail = links.tail(one)
        if len(tail) <= LONGEST:
            return tail
    return ""
