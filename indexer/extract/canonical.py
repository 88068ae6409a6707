"""The address that a page gives as its own: `<link rel=canonical>`, then `og:url`."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

READ = 512 * 1024
"""Bytes of a page that are looked at; a head with inlined styles reached 210 KB in newspapers."""


def canonical_address(body: bytes) -> str | None:
    """The address that a page of any encoding names as its own, as spelt there; None without one.

    Never raises, whatever the bytes are.
    """
    found = _Addresses()
    parser = etree.HTMLParser(target=found, encoding="iso-8859-1", recover=True, huge_tree=True)
    try:
        parser.feed(_single_bytes(body[:READ]))
        parser.close()
    except etree.LxmlError:
        pass  # what was read before the parser gave up still counts
    return _usable(found.canonical) or _usable(found.shared)


class _Addresses:
    """Hears the tags of a page and remembers the first address of either kind."""

    def __init__(self) -> None:
        self.canonical = ""
        self.shared = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.canonical = self.canonical or attributes.get("href", "")
        elif tag == "meta":
            named = attributes.get("property") or attributes.get("name") or ""
            if named.strip().lower() == "og:url":
                self.shared = self.shared or attributes.get("content", "")

    def end(self, tag: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass


def _single_bytes(body: bytes) -> bytes:
    """Bytes in which ASCII is ASCII: UTF-16 undone, zero bytes gone."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        body = body.decode("utf-16", "replace").encode("utf-8", "replace")
    return body.replace(b"\0", b" ") or b" "


def _usable(address: str) -> str | None:
    """The address in its own letters: the page was read as Latin-1 and is mostly UTF-8."""
    address = address.strip()
    try:
        raw = address.encode("latin-1")
    except UnicodeEncodeError:
        return address or None  # spelt with character references, which are right already
    try:
        return raw.decode("utf-8") or None
    except UnicodeDecodeError:
        return raw.decode("windows-1251", "replace") or None
