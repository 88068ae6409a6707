"""The other lists of pages that a site offers: feeds, WordPress's own list, links of a page."""

from __future__ import annotations

import json
from calendar import timegm
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import feedparser
from bs4 import BeautifulSoup, SoupStrainer

from indexer.crawl.fetch import Answer
from indexer.crawl.sitemap import Listed, read_date

POSTS = "wp-json/wp/v2/posts"
A_PAGE = 100
"""Posts asked for at a time: the most that WordPress gives."""


class NoList(ValueError):
    """An answer that is not the list that was asked for."""


def read_feed(said: Answer) -> tuple[Listed, ...]:
    """The entries of an RSS or Atom feed.

    Raises:
        NoList: it is no feed.
    """
    kind = {"content-type": said.headers.get("content-type", "")}
    found = feedparser.parse(BytesIO(said.body), response_headers=kind)
    if not found.get("version") and not found.entries:
        raise NoList("is no feed")
    return tuple(
        Listed(entry.link, _changed(entry)) for entry in found.entries if entry.get("link")
    )


def posts_address(root: str, number: int, since: datetime | None) -> str:
    """Address of one page of WordPress's list of posts, newest first."""
    asked = {"per_page": A_PAGE, "page": number, "_fields": "link,modified_gmt"}
    after = {"after": since.strftime("%Y-%m-%dT%H:%M:%S")} if since else {}
    return f"{root}{POSTS}?{urlencode({**asked, **after})}"


def read_posts(said: Answer) -> tuple[Listed, ...]:
    """The posts of one page of WordPress's list.

    Raises:
        NoList: it is something else.
    """
    try:
        posts: Any = json.loads(said.body)
    except ValueError:
        raise NoList("is no JSON") from None
    if not isinstance(posts, list):
        raise NoList("is no list of posts")
    return tuple(
        Listed(post["link"], read_date(str(post.get("modified_gmt", ""))))
        for post in posts
        if isinstance(post, dict) and isinstance(post.get("link"), str)
    )


def read_links(said: Answer) -> tuple[Listed, ...]:
    """The links of a page, as spelt."""
    soup = BeautifulSoup(said.body, "lxml", parse_only=SoupStrainer("a", href=True))
    return tuple(Listed(str(tag["href"])) for tag in soup.find_all("a", href=True))


def _changed(entry: Any) -> datetime | None:
    """When an entry was updated, or published: asked one by one, for feedparser mixes them up."""
    key = "updated_parsed" if "updated_parsed" in entry else "published_parsed"
    parsed = entry.get(key)
    return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
