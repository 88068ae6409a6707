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

from archive.site import Reading, Site
from indexer.extract.decode import decode

ARTICLE_TYPES = frozenset(
    {
        "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BlogPosting",
        "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "Report",
        "LiveBlogPosting",
    }
)  # fmt: skip
MOST_NODES = 200

_CLASS_OR_ID = re.compile(r"[.#]([\w-]+)")
_ATTRIBUTE = re.compile(r"\[\s*([\w-]+)\s*(?:[~|^$*]?=\s*[\"']?([\w-]+))?")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a site, parsed.

    Attributes:
        soup: the tree; readers do not change it.
        linked: the article's node of JSON-LD, empty when there is none.
        fetched: from when relative dates count.
        reading: the site's own selectors for pages of that time.
        source: the page's text in lower case, which tells most selectors apart at once.
    """

    url: str
    site: Site
    fetched: datetime
    soup: BeautifulSoup
    linked: Mapping[str, Any]
    reading: Reading
    source: str = field(repr=False)

    def meta(self, *names: str) -> str:
        """The content of the first of these `meta` elements (property, name or itemprop)."""
        for name in names:
            for kind in ("property", "name", "itemprop"):
                tag = self.soup.find("meta", attrs={kind: name})
                if isinstance(tag, Tag) and str(tag.get("content") or "").strip():
                    return clean(str(tag["content"]))
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


def parse(body: bytes, url: str, site: Site, fetched: datetime, content_type: str | None) -> Page:
    """A page from its bytes."""
    text = decode(body, content_type)
    soup = BeautifulSoup(text, "lxml")
    reading = site.reading(fetched.date())
    return Page(url, site, fetched, soup, _linked(soup), reading, text.lower())


@lru_cache(maxsize=4_000)
def _words(selector: str) -> tuple[str, ...]:
    """What must stand in a page's source for a selector to find anything."""
    if ":" in selector:
        return ()
    attributes = _ATTRIBUTE.findall(selector)
    valued = (part for name_and_value in attributes for part in name_and_value if part)
    return tuple(word.lower() for word in (*_CLASS_OR_ID.findall(selector), *valued))


def clean(text: str) -> str:
    """Text on one line: white space folded, zero-width characters dropped."""
    return re.sub(r"\s+", " ", re.sub("[\u200b\ufeff]", "", text)).strip()


def text_of(tag: Tag) -> str:
    """An element's text on one line, a space between its parts where the page has a break."""
    parts = (" " if isinstance(n, Tag) and n.name == "br" else n for n in tag.descendants)
    return clean("".join(p for p in parts if isinstance(p, str)))


def _linked(soup: BeautifulSoup) -> Mapping[str, Any]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            found = json.loads(script.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(found):
            types = node.get("@type")
            if ARTICLE_TYPES.intersection(types if isinstance(types, list) else [str(types)]):
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
