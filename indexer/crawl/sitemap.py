"""Sitemaps of sitemaps.org 0.9 and feeds: XML, gzipped or not, an index of others, plain lines.

One reader for all of them, since a feed may be named as a sitemap. What is damaged is read as far
as it can be, and said to be a part.
"""

from __future__ import annotations

import re

from lxml import etree

from indexer.crawl.coding import gunzip
from indexer.crawl.listing import MOST_ENTRIES, Contents, Listed, NoList
from indexer.crawl.xml_list import Heard
from indexer.extract.decode import decode

LARGEST = 50 * 1024 * 1024
"""Bytes of a sitemap, unpacked; the protocol's own limit."""

TOO_MANY = f"has more than {MOST_ENTRIES} entries"
STEP = 1 << 16
SMALL = 2_000_000  # bytes
ENCODINGS = frozenset({"utf-8", "utf-16", "windows-1251", "cp1251", "iso-8859-1", "iso-8859-5"})
ITEMS = re.compile(r"<(?:\w+:)?(?:url|sitemap|item|entry)\b[^<]")

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE = re.compile(r"\S[^\r\n]*")
_ENCODING = re.compile(rb"\s{0,99}<\?xml\b[^>]{0,99}\bencoding\s*=\s*[\"']([\w-]{1,40})", re.ASCII)
_DECLARED = re.compile(r"<\?xml\b[^>]*>")
_BARE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!#?\w{1,31};)", re.DOTALL)


def read_list(body: bytes, address: str, kind: str | None = None, more: bool = False) -> Contents:
    """The addresses of a sitemap or a feed.

    Args:
        address: where it was found; what it names is relative to that.
        kind: its Content-Type, as sent.
        more: the bytes are the beginning of a larger one.

    Raises:
        NoList: it is something else, or nothing of it can be read.
    """
    amiss = f"is larger than {LARGEST} bytes" if more else ""
    if body.startswith(b"\x1f\x8b"):
        found = gunzip(body, LARGEST)
        body = found.body
        amiss = f"is larger than {LARGEST} bytes" if found.too_large else found.fault or amiss
    text = _text(body, kind).lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return _read_lines(text, amiss)
    return _read_xml(text, address, amiss)


def _text(body: bytes, kind: str | None) -> str:
    """The text: of a large one in the encoding that it declares, for what reading does to find out
    the true one takes many times its size.
    """
    if len(body) <= SMALL:
        return decode(body, kind)
    found = _ENCODING.match(body)
    name = found[1].decode("ascii") if found else "utf-8"
    name = "utf-16" if body.startswith((b"\xff\xfe", b"\xfe\xff")) else name.lower()
    return body.decode(name if name in ENCODINGS else "utf-8", "replace")


def _read_xml(text: str, address: str, amiss: str) -> Contents:
    text = _NOT_IN_XML.sub("\ufffd", _without_declaration(text))
    text = _BARE.sub(lambda found: "&amp;" if found[0] == "&" else found[0], text)
    heard = Heard(address)
    parser = etree.XMLParser(
        target=heard, resolve_entities=False, no_network=True, recover=True, encoding="utf-8"
    )
    raw = text.encode()
    stopped = False
    try:
        for start in range(0, len(raw), STEP):
            parser.feed(raw[start : start + STEP])
        parser.close()
    except etree.XMLSyntaxError:
        stopped = True
    if not heard.kind:
        raise NoList(amiss or "is no XML")
    heard.end_of_item()
    ended = not stopped and not heard.open
    if heard.items > MOST_ENTRIES:
        amiss = amiss or TOO_MANY
    elif not ended or len(parser.error_log):
        named = sum(1 for _ in ITEMS.finditer(text))
        if heard.items < named:
            amiss = amiss or f"is damaged: {heard.items} of {named} entries could be read"
        elif not ended:
            amiss = amiss or "ends early"
    return heard.contents(amiss)


def _without_declaration(text: str) -> str:
    """The text is decoded, so that the encoding which it declares is none any more."""
    found = _DECLARED.match(text)
    return text[found.end() :] if found else text


def _read_lines(text: str, amiss: str) -> Contents:
    pages: list[Listed] = []
    odd = 0
    for found in _LINE.finditer(text):
        if len(pages) == MOST_ENTRIES:
            amiss = amiss or TOO_MANY
            break
        if found[0].startswith(("http://", "https://")):
            pages.append(Listed(found[0].rstrip()))
        else:
            odd += 1
    if not pages:
        raise NoList(amiss or "is neither XML nor a list of addresses")
    amiss = amiss or (f"{odd} of {odd + len(pages)} lines are no addresses" if odd else "")
    return Contents(tuple(pages), whole=True, amiss=amiss)
