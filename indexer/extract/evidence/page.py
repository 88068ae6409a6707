"""A page as evidence: what fields, body and kind are decided from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml import etree

from archive.address import host_of
from archive.site import Reading, Site
from indexer.extract.evidence.linked import ARTICLE_TYPES, Linked, unescaped
from indexer.extract.evidence.selectors import needed
from indexer.extract.evidence.text import LONGEST, clean, text_of
from indexer.extract.evidence.tree import select
from indexer.extract.evidence.walk import Block, Element

METAS = ("property", "name", "itemprop")
MOST = 60  # elements of one selector that are looked at
MOST_TAGS = 2_000  # elements of one name; a page of 250 KB had 1,100 links


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a site, walked once.

    Attributes:
        fetched: from when relative dates count.
        reading: the site's own selectors for pages of that time.
        elements, blocks: in the page's order; see `walk`.
        numbers: node of the tree → its element.
        metas: kind of METAS and name → contents that say anything, in order.
        words: every class, id, itemprop and rel, which tells most selectors apart at once.
        boxed: for each element, why it is no part of any text («nav», «related»), or nothing.
        prose: letters of prose in the blocks before each block, in boxes or not; one more than
            there are blocks, so that a difference is the prose between two.
        by_tag: the elements of each name, in the page's order.
        thorough: gather every proposal for a field, not only until one is taken.
    """

    url: str
    site: Site
    fetched: datetime
    reading: Reading
    root: etree._Element
    elements: tuple[Element, ...]
    blocks: tuple[Block, ...]
    numbers: Mapping[etree._Element, Element]
    metas: Mapping[tuple[str, str], tuple[str, ...]]
    linked: Linked
    words: frozenset[str]
    boxed: tuple[str, ...]
    prose: tuple[int, ...]
    by_tag: Mapping[str, tuple[Element, ...]]
    thorough: bool = False

    @property
    def host(self) -> str:
        """The page's host, without `www.`."""
        return host_of(self.url).removeprefix("www.")

    def meta(self, *names: str) -> str:
        """The content of the first of these `meta` elements (property, name or itemprop)."""
        return next((said for name in names for said in self.all_of(name)), "")

    def all_of(self, name: str) -> Iterator[str]:
        """The contents of all `meta` elements of a name, in order."""
        for kind in METAS:
            for content in self.metas.get((kind, name), ()):
                yield unescaped(content)

    def find(self, selectors: tuple[str, ...]) -> Iterator[Element]:
        """The elements that selectors find, in the order of the selectors; none inside what nobody
        reads (`UNREAD`).
        """
        for selector in selectors:
            if needed(selector) <= self.words:
                found = map(self.numbers.get, select(self.root, selector)[:MOST])
                yield from (element for element in found if element is not None)

    def tagged(self, *tags: str) -> Iterator[Element]:
        """The elements of some names, name by name, in the page's order; a bounded number."""
        return (element for tag in tags for element in self.by_tag.get(tag, ())[:MOST_TAGS])

    def heading(self, title: str) -> Element | None:
        """The heading that says the page's title; the first h1 where none does."""
        headings = islice(self.tagged("h1", "h2", "h3"), MOST)
        found = (e for e in headings if text_of(e.node, len(title) + 1) == title)
        return next(found, None) or next(self.tagged("h1"), None)

    def first(self, selectors: tuple[str, ...]) -> str:
        """The text of the first element with any, selector by selector."""
        return next((text for e in self.find(selectors) if (text := text_of(e.node))), "")

    def why_boxed(self, element: Element) -> str:
        """Why an element is no part of any text; empty when it may be."""
        return self.boxed[element.at]

    def within(self, element: Element) -> tuple[Block, ...]:
        """The blocks inside an element that are in no box."""
        inside = self.blocks[element.first : element.last]
        return tuple(block for block in inside if not self.boxed[block.owner.at])

    @property
    def says_article(self) -> bool:
        """Whether the page declares itself to be an article."""
        if self.linked.found or self.meta("og:type").lower() == "article":
            return True
        typed = (e.attributes.get("itemtype", "") for e in self.tagged("article", "div", "body"))
        return any(t.rpartition("/")[2] in ARTICLE_TYPES for t in typed if t)


def said(element: Element, most: int = LONGEST) -> str:
    """What an element says: its text, or a `meta`'s content."""
    content = element.attributes.get("content", "") if element.tag == "meta" else ""
    return clean(content)[:most] or text_of(element.node, most)
