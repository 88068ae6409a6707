"""A page ready to be read: its tree, and what it says for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from bs4 import BeautifulSoup, Tag

from archive.capture import Capture
from archive.newspaper import Reading, Site
from indexer.extract.decode import decode
from indexer.extract.templates import NOT_THE_BODY
from indexer.extract.valid import valid

ARTICLE_TYPES = frozenset(
    {
        "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting",
        "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "Report",
        "LiveBlogPosting",
    }
)  # fmt: skip
METAS = ("property", "name", "itemprop")
MOST_NODES = 200
DEEPEST = 512  # levels of elements

_CLASS_OR_ID = re.compile(r"[.#]([\w-]+)")
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)\s*(?:[~|^$*]?=\s*[\"']?([\w-]+))?")


class Shallow(BeautifulSoup):
    """A tree of bounded depth: what is nested deeper lies side by side at the deepest level.

    Browsers do the same at 512 levels (Blink's kMaximumHTMLParserDOMTreeDepth). An element's text
    takes time in its depth, and walking a tree level upon level would take it squared.
    """

    def handle_starttag(self, *args: Any, **named: Any) -> Tag | None:
        """As the tree's builder calls it for each element that opens."""
        if len(self.tagStack) >= DEEPEST:
            self.endData()
            self.popTag()  # type: ignore[no-untyped-call]
        opened: Tag | None = super().handle_starttag(*args, **named)
        return opened


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a site, parsed.

    Attributes:
        soup: the tree; readers do not change it.
        linked: the article's node of JSON-LD, empty when there is none.
        fetched: from when relative dates count.
        reading: the site's own selectors for pages of that time.
        source: the page's text in lower case, which tells most selectors apart at once.
        metas: kind of METAS and name → content, the first of each that says anything.
    """

    url: str
    site: Site
    fetched: datetime
    soup: BeautifulSoup
    linked: Mapping[str, Any]
    reading: Reading
    source: str = field(repr=False)
    metas: Mapping[tuple[str, str], str]

    def boxes(self) -> frozenset[int]:
        """The elements that are no part of any body, by their `id`: menus, related articles …"""
        selectors = self.present(NOT_THE_BODY)
        found = self.soup.select(", ".join(selectors)) if selectors else ()
        return frozenset(map(id, found))

    def meta(self, *names: str) -> str:
        """The content of the first of these `meta` elements (property, name or itemprop)."""
        for name in names:
            for kind in METAS:
                if (kind, name) in self.metas:
                    return clean(self.metas[kind, name])
        return ""

    def select(self, selectors: tuple[str, ...]) -> Iterator[Tag]:
        """The elements that selectors find, in the order of the selectors."""
        for selector in self.present(selectors):
            yield from self.soup.select(selector)

    def present(self, selectors: tuple[str, ...]) -> tuple[str, ...]:
        """The selectors whose classes, ids and attributes stand somewhere on the page.

        A page has a few of the hundred that themes use; asking the tree for each took two thirds of
        the time of reading.
        """
        return tuple(s for s in selectors if all(word in self.source for word in _words(s)))

    def first(self, selectors: tuple[str, ...]) -> str:
        """The text of the first element with any, selector by selector."""
        return next((text for tag in self.select(selectors) if (text := text_of(tag))), "")

    @property
    def says_article(self) -> bool:
        """Whether the page declares itself to be an article."""
        return bool(self.linked) or self.meta("og:type") == "article"


def parse(capture: Capture, url: str, site: Site) -> Page:
    """A page from its bytes, without the boxes that the site's reading drops."""
    text = decode(capture.body, capture.content_type)
    soup = Shallow(text, "lxml")
    fetched = capture.fetched
    reading = _reading(capture, site, soup)
    for selector in reading.drop:
        for box in soup.select(selector):
            box.decompose()
    source = text.lower()
    return Page(url, site, fetched, soup, _linked(soup), reading, source, _metas(soup))


@lru_cache(maxsize=4_000)
def _words(selector: str) -> tuple[str, ...]:
    """What must stand in a page's source for a selector to find anything."""
    if ":" in selector:
        return ()
    attributes = _ATTRIBUTE.findall(selector)
    valued = (part for name_and_value in attributes for part in name_and_value if part)
    return tuple(word.lower() for word in (*_CLASS_OR_ID.findall(selector), *valued))


def clean(text: str) -> str:
    """Valid text on one line: white space folded."""
    return " ".join(valid(text).split())


def short_text(tag: Tag, most: int) -> str:
    """An element's text as `text_of` gives it; empty when it has more letters than `most`, which
    is seen without reading it to its end.
    """
    letters = 0
    for node in tag.descendants:
        if isinstance(node, str):
            letters += len(node.strip())
            if letters > most:
                return ""
    text = text_of(tag)
    return text if len(text) <= most else ""


def text_of(tag: Tag) -> str:
    """An element's text on one line, a space between its parts where the page has a break."""
    parts = (" " if isinstance(n, Tag) and n.name == "br" else n for n in tag.descendants)
    return clean("".join(p for p in parts if isinstance(p, str)))


def _metas(soup: BeautifulSoup) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for tag in soup.find_all("meta"):
        content = str(tag.get("content") or "").strip()
        for kind in METAS if content else ():
            found.setdefault((kind, str(tag.get(kind) or "")), content)
    return found


def _reading(capture: Capture, site: Site, soup: BeautifulSoup) -> Reading:
    """The site's reading of the day that the page was fetched.

    A saved page has no such day, only the time of its file: the newest reading counts of which
    anything is on the page.
    """
    if capture.how == "import":
        fitting = (r for r in site.readings if any(map(soup.select_one, _selectors(r))))
        return next(fitting, site.reading(capture.fetched.date()))
    return site.reading(capture.fetched.date())


def _selectors(reading: Reading) -> Iterator[str]:
    parts = (reading.title, reading.section, reading.published, reading.authors, reading.body)
    return (selector for part in parts for selector in part)


def _linked(soup: BeautifulSoup) -> Mapping[str, Any]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            found = json.loads(script.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue  # no JSON, or nested deeper than any data
        for node in _nodes(found):
            types = node.get("@type")
            named = types if isinstance(types, list) else [types]
            if ARTICLE_TYPES.intersection(t for t in named if isinstance(t, str)):
                return node
    return {}


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document, outermost first, a bounded number of them."""
    waiting, seen = [value], 0
    while waiting and seen < MOST_NODES:
        found = waiting.pop(0)
        seen += 1
        if isinstance(found, list):
            waiting.extend(found)
        elif isinstance(found, dict):
            yield found
            waiting.extend(found.get(k) for k in ("@graph", "mainEntity", "mainEntityOfPage"))
