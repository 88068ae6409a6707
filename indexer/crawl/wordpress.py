"""WordPress's own list of posts, over its REST API, newest first."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from indexer.crawl.listing import Listed, NoList, read_date

PLACES = ("wp-json/wp/v2/posts?", "?rest_route=/wp/v2/posts&")
"""Where the list lies: the second answers also where addresses are not rewritten."""

A_PAGE = 100
"""Posts asked for at a time: the most that WordPress gives; a site may give fewer."""


LARGEST = 10_000_000
"""Bytes of one page of the list; its hundred addresses and dates take some ten thousand."""


@dataclass(frozen=True, slots=True)
class Posts:
    """One page of the list.

    Attributes:
        count: how many posts it holds, those without an address too.
        pages, total: how many pages and posts there are, as the server says; None when it does not.
    """

    listed: tuple[Listed, ...]
    count: int
    pages: int | None = None
    total: int | None = None


def posts_address(root: str, number: int, since: datetime | None, place: str = PLACES[0]) -> str:
    """Address of one page of the list."""
    asked = {"per_page": A_PAGE, "page": number, "_fields": "link,modified_gmt"}
    after = {"after": since.strftime("%Y-%m-%dT%H:%M:%S")} if since else {}
    return f"{root}{place}{urlencode({**asked, **after})}"


def read_posts(body: bytes, headers: Mapping[str, str]) -> Posts:
    """The posts of one page.

    Raises:
        NoList: it is something else.
    """
    try:
        posts: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise NoList("is no JSON") from None
    if not isinstance(posts, list):
        raise NoList("is no list of posts")
    listed = tuple(
        Listed(post["link"], read_date(str(post.get("modified_gmt", ""))[:99]))
        for post in posts
        if isinstance(post, dict) and isinstance(post.get("link"), str)
    )
    pages, total = (_number(headers.get(f"x-wp-{name}")) for name in ("totalpages", "total"))
    return Posts(listed, len(posts), pages, total)


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
