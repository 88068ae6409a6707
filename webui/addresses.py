"""The addresses of places: who and what has a page of its own, and the days.

/person/<key>   /section/<name>   /source/<name>   /author/<name>
/day/2023   /day/2023-09   /day/2023-09-05   /people   /coverage
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from urllib.parse import quote

from indexer.search.query import Facet
from webui import links

PLACES: tuple[Facet, ...] = ("person", "section", "source", "author")


def place(facet: Facet, value: str) -> str:
    """The page of a facet's value; of one that has none, the list of its articles."""
    if facet not in PLACES:
        return "/" + links.facet_tail(facet, value)
    return f"/{facet}/{_segment(value)}"


def day(when: date | str) -> str:
    """The page of a day, or of a month or year that is given as it is written in addresses."""
    return f"/day/{when}"


@lru_cache(maxsize=1 << 15)
def _segment(value: str) -> str:
    return "".join(c if c > "\x7f" and c.isalpha() else quote(c, safe="") for c in value)
