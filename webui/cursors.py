"""A place in a list as a word that a program hands back: paging beyond 10,000 articles.

The word holds how many articles came before, which was the last, and of which list; who changes the
list begins anew. What is indexed meanwhile moves the place along with the last article.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass, replace

from indexer.search.query import Query
from indexer.search.results import Results
from webui import links
from webui.refused import Refused

LONGEST = 200  # letters
DEEPEST = 10_000_000  # articles


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place: so many articles came before, `last` the last of them."""

    before: int
    last: str


def following(asked: Query, before: int, results: Results) -> str | None:
    """The place behind what was answered; None at the end of the list.

    Args:
        asked: the query as it came.
        before: articles that came before this answer.
    """
    place = before + len(results.hits)
    if not results.hits or place >= results.total:
        return None
    raw = json.dumps([place, results.hits[-1].id, _list(asked)], separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def read(word: str, asked: Query) -> Cursor:
    """The place that a word stands for.

    Raises:
        Refused: it is none of ours, or of another list.
    """
    try:
        if len(word) > LONGEST:
            raise Refused("bad_cursor", "cursor")
        raw = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        before, last, of = json.loads(raw)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise Refused("bad_cursor", "cursor") from None
    whole = type(before) is int and 0 < before <= DEEPEST and isinstance(last, str)
    if not whole or of != _list(asked):
        raise Refused("bad_cursor", "cursor")
    return Cursor(before, last)


def _list(asked: Query) -> str:
    """What is equal for two pages of one list, however many articles each shows."""
    pairs = links.pairs(replace(asked, page=1, per_page=Query().per_page))
    return hashlib.blake2b(repr(pairs).encode(), digest_size=6).hexdigest()
