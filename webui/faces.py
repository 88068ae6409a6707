"""The other faces of a list: the same articles as data and as feeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from werkzeug.urls import iri_to_uri

from indexer.search.query import Query
from webui import links

PATHS = {
    "json": "/api/search",
    "jsonl": "/export.jsonl",
    "csv": "/export.csv",
    "atom": "/feed.atom",
    "rss": "/feed.rss",
}


def faces(query: Query, root: str = "/") -> Mapping[str, str]:
    """Face → address. All but `json` and `page` have the whole list, whatever page is shown.

    Args:
        root: where the pages lie, for `page`, which is told to the world.
    """
    whole = replace(query, page=1, per_page=Query().per_page)
    newest = replace(whole, sort="relevance")  # a feed has but one order
    asked = {"json": query, "atom": newest, "rss": newest}
    made = {name: _address(asked.get(name, whole), path) for name, path in PATHS.items()}
    return {"page": iri_to_uri(links.address(query, root)), **made}


def _address(query: Query, path: str) -> str:
    return path if query == Query() else links.address(query, path)
