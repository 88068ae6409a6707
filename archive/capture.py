"""What a fetch gave that is worth keeping: bytes, when, from where."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Literal

How = Literal["crawl", "import"]

ARTICLE_JSON = "application/json; profile=article"
"""Content type of one imported JSONL line: url, title, section, published, authors, text."""

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


def digest(body: bytes) -> str:
    """The payload digest of WARC 1.1 (section 5.9): `sha1:` and base32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetch that is kept.

    Attributes:
        site: key of the site that it belongs to.
        url: the address that was asked for; after redirects the last one.
        fetched: when, aware, in UTC.
        body: the bytes of the answer with transfer and content encodings undone.
        status: the HTTP status; 200 for what was imported from a file.
        headers: the answer's headers, names in lower case.
        how: crawled from the network, or imported from a file.
        id: the catalogue's number once kept, 0 before; ascending in the order of keeping.
    """

    site: str
    url: str
    fetched: datetime
    body: bytes = field(repr=False)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: NO_HEADERS)
    how: How = "crawl"
    id: int = 0

    @property
    def content_type(self) -> str | None:
        """The Content-Type header as sent, with its parameters."""
        return self.headers.get("content-type")

    @property
    def digest(self) -> str:
        """Payload digest, `sha1:BASE32`."""
        return digest(self.body)
