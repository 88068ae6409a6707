"""Sitemaps of sitemaps.org 0.9: XML, gzipped or not, an index of others, or plain lines."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from lxml import etree

LARGEST = 50 * 1024 * 1024
"""Bytes of a sitemap, unpacked; the protocol's own limit."""

ENTITY_FREE = {"resolve_entities": False, "no_network": True, "recover": True, "huge_tree": False}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a sitemap or feed: the address as spelt, and when it last changed, if it says."""

    url: str
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap lists: pages, or further sitemaps."""

    pages: tuple[Listed, ...] = ()
    sitemaps: tuple[Listed, ...] = ()


class NoSitemap(ValueError):
    """Bytes that are no sitemap."""


def read_sitemap(body: bytes) -> Sitemap:
    """The addresses of a sitemap.

    Raises:
        NoSitemap: it is damaged, too large, or something else.
    """
    text = unpacked(body).lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text.startswith(b"<"):
        return _read_lines(text)
    root = _root(text)
    kind = etree.QName(root).localname
    if kind not in ("sitemapindex", "urlset"):
        raise NoSitemap(f"is a <{kind}>")
    listed = tuple(filter(None, map(_listed, _lines(root))))
    if kind == "sitemapindex":
        return Sitemap(sitemaps=listed)
    return Sitemap(pages=listed)


def unpacked(body: bytes) -> bytes:
    """The bytes, gunzipped where they are gzip, within the limit.

    Raises:
        NoSitemap: the gzip is damaged, or there is too much in it.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflater = zlib.decompressobj(31)
    try:
        text = inflater.decompress(body, LARGEST)
    except zlib.error as error:
        raise NoSitemap(f"damaged gzip ({error})") from None
    if not inflater.eof:
        raise NoSitemap("its gzip ends early or holds more than 50 MB")
    return text


def read_date(text: str) -> datetime | None:
    """A W3C date; one of a day alone counts as that day's end, one without zone as UTC."""
    text = text.strip()
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= 10:
        when += timedelta(days=1)
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def _root(text: bytes) -> etree._Element:
    try:
        root = etree.fromstring(text, etree.XMLParser(**ENTITY_FREE))
    except etree.XMLSyntaxError as error:
        raise NoSitemap(f"is no XML ({error.msg})") from None
    if root is None:
        raise NoSitemap("is no XML")
    return root


def _lines(root: etree._Element) -> Iterator[etree._Element]:
    """The elements that list an address; of lists that some systems put into the list, too."""
    for child in root.iterchildren(tag=etree.Element):
        nested = etree.QName(child).localname in ("urlset", "sitemapindex")
        yield from child.iterchildren(tag=etree.Element) if nested else (child,)


def _listed(element: etree._Element) -> Listed | None:
    values = {etree.QName(child).localname: child.text or "" for child in element.iterchildren("*")}
    url = values.get("loc", "").strip()
    return Listed(url, read_date(values.get("lastmod", ""))) if url else None


def _read_lines(text: bytes) -> Sitemap:
    lines = text.decode("utf-8", "replace").split()
    if not all(line.startswith(("http://", "https://")) for line in lines):
        raise NoSitemap("is neither XML nor a list of addresses")
    return Sitemap(pages=tuple(map(Listed, lines)))
