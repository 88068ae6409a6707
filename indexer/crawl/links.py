"""The links of a page of HTML: where it leads, which feeds it has, and how its list goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urlsplit

from archive.address import normal_address, path_of
from indexer.crawl.listing import Listed, joined
from indexer.extract.evidence.tree import tree_of

FEEDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
LARGEST = 2_000_000
"""Bytes of a page that are looked at."""

MOST = 20_000  # links of one page

_OF_COMMENTS = re.compile(r"/comments/|[?&]feed=comments|комент", re.IGNORECASE)
_NUMBER = re.compile(r"(?:/page/|[?&](?:page|paged|p|pg|pagenum)=)(\d{1,6})(?=/?(?:$|[&?]))")
_SECTION = re.compile(r"(?:/[^/\d.]{1,60}){1,2}/?")
_WORDS = 4  # words of a slug; a headline has more than a section's name


@dataclass(frozen=True, slots=True)
class Links:
    """What a page leads to, addresses absolute and in its order.

    Attributes:
        feeds: those that its head names, but of comments.
        following: the page after this one of the same list; None where none is shown.
    """

    pages: tuple[Listed, ...] = ()
    feeds: tuple[str, ...] = ()
    following: str | None = None


def read_links(body: bytes, address: str, kind: str | None = None) -> Links:
    """The links of a page, relative to its `<base href>` where it has one."""
    root = tree_of(body, kind)
    base = next((joined(address, tag.get("href")) for tag in root.iter("base") if tag.get("href")),
                address)  # fmt: skip
    found: dict[str, None] = {}
    feeds: dict[str, None] = {}
    following = None
    for tag in islice(root.iter("a", "link"), MOST):
        target = normal_address(joined(base, tag.get("href") or ""), address)
        if not tag.get("href") or target is None:
            continue
        rel = (tag.get("rel") or "").lower().split()
        if tag.tag == "link" and "alternate" in rel and _is_feed(tag.get("type"), target, tag):
            feeds[target] = None
        if "next" in rel:
            following = following or target
        if tag.tag == "a":
            found[target] = None
    following = following or _next_of(address, found)
    return Links(tuple(map(Listed, found)), tuple(feeds), following)


def is_numbered(url: str) -> bool:
    """Whether an address is a later page of a list: `/page/2/`, `?page=2`, `?paged=2`."""
    return _NUMBER.search(path_of(url)) is not None


def may_be_section(url: str) -> bool:
    """Whether an address may be that of a section: one or two short names, and no number."""
    parts = urlsplit(url)
    name = parts.path.rstrip("/").rpartition("/")[2]
    return (
        not parts.query
        and _SECTION.fullmatch(unquote(parts.path)) is not None
        and len(re.split("[-_]", name)) <= _WORDS
    )


def _is_feed(kind: str | None, target: str, tag: object) -> bool:
    told = f"{target} {tag.get('title') or ''}"  # type: ignore[attr-defined]
    return (kind or "").partition(";")[0].strip().lower() in FEEDS and not _OF_COMMENTS.search(told)


def _next_of(address: str, links: dict[str, None]) -> str | None:
    """The shown link to the page after this one: the same address with the next number."""
    bare, number = _numbered(address)
    return next((link for link in links if _numbered(link) == (bare, number + 1)), None)


def _numbered(url: str) -> tuple[str, int]:
    found = _NUMBER.search(url)
    if found is None:
        return url.rstrip("/?"), 1
    return (url[: found.start()] + url[found.end() :]).rstrip("/?"), int(found[1])
