"""A date said in the words of a query, taken as days of publication when the rest finds something.

«пожари август 2026» is «пожари», published in August 2026. A headline that holds a date is not
taken apart: where an article's title has all words as they stand, they are words.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from indexer import bulgarian
from indexer.search import tree
from indexer.search.asking import total
from indexer.search.backend import Request, SearchBackend
from indexer.search.named import Names
from indexer.search.query import Query
from indexer.search.reading import understand
from indexer.search.spoken_dates import find

MOST_WORDS = 5  # beside the date; what is longer was pasted
FRESH = timedelta(days=3)  # an archive whose newest article is older speaks of its own last day


def dated(query: Query, backend: SearchBackend, names: Names) -> tuple[Query, str]:
    """The query with the days that its words say, and the words that say them; empty where none do.

    A query with a period of its own, or that is to be taken literally, stays as it is.
    """
    if query.literal or query.period or not query.words or '"' in query.words:
        return query, ""
    spoken = find(query.words, date.today())
    if spoken is None or len(spoken.rest.split()) > MOST_WORDS:
        return query, ""
    spoken = find(query.words, _today(backend)) or spoken
    meant = replace(query, words=spoken.rest, period=spoken.period)
    if _is_headline(query, backend) or not _finds(meant, backend, names):
        return query, ""
    return meant, spoken.said


def _today(backend: SearchBackend) -> date:
    """What «вчера» counts from: today, or the last day of an archive that has ended."""
    newest = backend.search(Request(tree.Everything(), sort="newest", count=1)).documents
    day = newest[0].document.day if newest else None
    return day if day and date.today() - day > FRESH else date.today()


def _finds(query: Query, backend: SearchBackend, names: Names) -> bool:
    node, _ = understand(query, names)
    return total(query, node, backend) > 0


def _is_headline(query: Query, backend: SearchBackend) -> bool:
    words = [t for t in bulgarian.tokens(query.words) if t.script != "number"]
    terms = tuple(tree.Term("", bulgarian.stems(t.text), title=True) for t in words)
    return len(terms) > 1 and total(query, tree.And(terms), backend) > 0
