"""What a fetch gave that is worth keeping: bytes, when, from where."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

How = Literal["crawl", "import"]

ARTICLE_JSON = "application/json; profile=article"
"""Content type of one imported JSONL line: url, title, section, published, authors, text."""

Lines = tuple[tuple[str, str], ...]
"""Header lines in their order, names as sent; a value has a character for each byte (Latin-1), as
HTTP clients give them, so that it can be sent back as it came."""

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def digest(body: bytes) -> str:
    """The payload digest of WARC 1.1 (section 5.9): `sha1:` and base32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def by_name(lines: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Header lines for look-ups: names in lower case. Of a name that came several times the values
    are joined by a comma (RFC 9110, 5.3), those of Set-Cookie, which hold commas, by line ends.
    """
    found: dict[str, str] = {}
    for name, value in lines:
        key = name.lower()
        between = "\n" if key == "set-cookie" else ", "
        found[key] = f"{found[key]}{between}{value}" if key in found else value
    return found


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetch that is kept.

    Attributes:
        site: key of the site that it belongs to.
        url: the address that was asked for; after redirects the last one.
        fetched: when, aware, in UTC.
        body: the bytes of the answer with transfer and content encodings undone.
        status: the HTTP status; 200 for what was imported from a file.
        headers: the answer's headers for look-ups, as `by_name` makes them of the lines.
        how: crawled from the network, or imported from a file.
        id: the catalogue's number once kept, 0 before; ascending in the order of keeping.
        lines: the answer's header lines; what is kept, where they are given.
        peer: IP address of the server, empty when it is not known.
        request: the request as it was sent; not read back.
    """

    site: str
    url: str
    fetched: datetime
    body: bytes = field(repr=False)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: NO_HEADERS)
    how: How = "crawl"
    id: int = 0
    lines: Lines = field(default=(), repr=False)
    peer: str = ""
    request: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        if self.lines and not self.headers:
            object.__setattr__(self, "headers", by_name(self.lines))

    @property
    def content_type(self) -> str | None:
        """The Content-Type header as sent, with its parameters."""
        return self.headers.get("content-type")

    @property
    def digest(self) -> str:
        """Payload digest, `sha1:BASE32`."""
        return digest(self.body)
