"""Hears the elements of a sitemap, an RSS or an Atom feed, one by one; no tree is built."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.crawl.listing import MOST_ENTRIES, Contents, Listed, NoList, joined, read_any_date

SITEMAPS = frozenset({"urlset", "sitemapindex"})
FEEDS = frozenset({"rss", "RDF", "feed"})
ITEMS = frozenset({"url", "sitemap", "item", "entry"})
NEWS = "publication_date"  # of Google's news sitemaps, one element deeper than the others
DATES = ("lastmod", "updated", "modified", "pubDate", "published", "date", NEWS)
"""The dates of an item; an earlier one of these counts before a later one."""

HEARD = frozenset({"loc", "link", "guid", "id", "origLink", *DATES})
LONGEST = 4096  # letters of an address or a date; what is longer is none
BASE = "{http://www.w3.org/XML/1998/namespace}base"


class Heard:
    """The target of lxml's parser.

    Args:
        address: of the list.

    Attributes:
        kind: name of the first element; empty before it came.
        items: how many entries began.
        open: how many elements are not closed yet.
    """

    def __init__(self, address: str) -> None:
        self.kind, self.items, self.open = "", 0, 0
        self._pages: list[Listed] = []
        self._lists: list[Listed] = []
        self._following = ""
        self._bases = [(0, address)]
        self._item, self._depth = "", 0
        self._values: dict[str, str] = {}
        self._text: list[str] | None = None
        self._letters = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = _local(tag)
        self.open += 1
        if not self.kind:
            self.kind = name
            if name not in SITEMAPS | FEEDS:
                raise NoList(f"is a <{name[:40]}>")
        if BASE in attributes:
            self._bases.append((self.open, joined(self._base, attributes[BASE])))
        if name in ITEMS:
            self.end_of_item()
            self.items += 1
            self._item, self._depth = name, self.open
        elif name == "link" and attributes.get("href"):
            self._link(attributes)
        elif name in HEARD and self._item and self.open == self._depth + 1 + (name == NEWS):
            self._text, self._letters = [], 0
            if name == "guid" and attributes.get("isPermaLink", "true").lower() == "false":
                self._text = None

    def data(self, text: str) -> None:
        """Text between tags, in pieces."""
        if self._text is not None and self._letters <= LONGEST:
            self._letters += len(text)
            self._text.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._text is not None and self._letters <= LONGEST:
            self._values.setdefault(_local(tag), "".join(self._text).strip())
        self._text = None
        if self._item and self.open <= self._depth:
            self.end_of_item()
        if self._bases[-1][0] >= self.open and len(self._bases) > 1:
            self._bases.pop()
        self.open -= 1

    def close(self) -> None:
        """The document is over."""

    def end_of_item(self) -> None:
        """The entry that is open ends."""
        values, kind = self._values, self._item
        self._values, self._item, self._text = {}, "", None
        address = values.get("loc") if kind in ("url", "sitemap") else _of_feed(values)
        if not address or self.items > MOST_ENTRIES:
            return
        said = next((values[name] for name in DATES if values.get(name)), "")
        listed = Listed(joined(self._base, address), read_any_date(said))
        (self._lists if kind == "sitemap" else self._pages).append(listed)

    def contents(self, amiss: str) -> Contents:
        """What was heard.

        Args:
            amiss: why it is only a part.
        """
        whole = self.kind in SITEMAPS
        return Contents(tuple(self._pages), tuple(self._lists), self._following, whole, amiss)

    @property
    def _base(self) -> str:
        return self._bases[-1][1]

    def _link(self, attributes: Mapping[str, str]) -> None:
        """A link of Atom: an entry's page, or where the feed goes on (RFC 5005)."""
        rel = attributes.get("rel", "alternate").lower()
        if self._item in ("entry", "item") and rel == "alternate":
            self._values.setdefault("href", attributes["href"].strip()[:LONGEST])
        elif not self._item and rel == "next":
            self._following = joined(self._base, attributes["href"])


def _of_feed(values: Mapping[str, str]) -> str:
    """The address of a feed's entry: the one before it was counted, its link, or its lasting id."""
    for name in ("origLink", "link", "href"):
        if values.get(name):
            return values[name]
    lasting = values.get("guid") or values.get("id") or ""
    return lasting if lasting.startswith(("http://", "https://")) else ""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]
