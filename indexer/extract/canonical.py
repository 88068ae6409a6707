"""The address that a page gives as its own: `<link rel=canonical>`, then `og:url`.

Of several canonical links the first that can be an address counts (RFC 6596 has one; systems whose
parts do not know of each other write two), relative to `<base href>` as every link is (HTML
Standard, 4.2.3).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

from lxml import etree

Spelling = Callable[[str], str | None]

READ = 512 * 1024
"""Bytes of a page that are looked at; a head with inlined styles reached 210 KB in newspapers."""


def canonical_address(body: bytes) -> str | None:
    """The address that a page of any encoding names as its own, as spelt there; None without one.

    Never raises, whatever the bytes are.
    """
    found = _Heard()
    parser = etree.HTMLParser(target=found, encoding="iso-8859-1", recover=True, huge_tree=True)
    try:
        parser.feed(_single_bytes(body[:READ]))
        parser.close()
    except etree.LxmlError:
        pass  # what was read before the parser gave up still counts
    return found.named.address(_usable)


class NamedAddresses:
    """Hears the tags of a page and remembers the first address of either kind."""

    def __init__(self) -> None:
        self._base = ""
        self._canonical = ""
        self._shared = ""

    def hear(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag that opens, in the page's order."""
        if tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self._canonical = self._canonical or _linkable(attributes.get("href", ""))
        elif tag == "base":
            self._base = self._base or _linkable(attributes.get("href", ""))
        elif tag == "meta":
            named = attributes.get("property") or attributes.get("name") or ""
            if named.strip().lower() == "og:url":
                self._shared = self._shared or _linkable(attributes.get("content", ""))

    def address(self, spelt: Spelling = str) -> str | None:
        """The address that the page names; relative only where it has no `<base>`."""
        named = spelt(self._canonical) or spelt(self._shared)
        if not named or not self._base:
            return named or None
        try:
            return urljoin(spelt(self._base) or "", named)
        except ValueError:
            return named


class _Heard:
    """A parser's target that passes on which tags open."""

    def __init__(self) -> None:
        self.named = NamedAddresses()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.named.hear(tag, attributes)

    def end(self, tag: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass


def _linkable(address: str) -> str:
    """An address that can be a page's; empty for `javascript:` and its like."""
    address = address.strip()
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return address if scheme in ("", "http", "https") else ""


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
