"""Of which format a file is: told by what it begins with, and by its name where that says nothing.

Trees that were copied from a server have pages under any name: `news.php?id=5`, `index`, `a.xhtml`.
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from types import MappingProxyType
from typing import Literal
from zipfile import is_zipfile

Kind = Literal["page", "lines", "export", "warc", "wacz", "none"]

LOOKED_AT = 4096

PAGES = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})
LINES = frozenset({".jsonl"})
EXPORTS = frozenset({".xml"})
RECORDS = frozenset({".warc", ".arc"})
NOT_TAKEN = MappingProxyType(
    {
        ".zip": "packed files are not taken; unpack it first",
        ".tar": "packed files are not taken; unpack it first",
        ".gz": "packed files other than WARC are not taken; unpack it first",
        ".mht": "MHTML files are not taken; save the page as HTML",
        ".mhtml": "MHTML files are not taken; save the page as HTML",
        ".pdf": "PDF files are not taken",
        ".docx": "Word files are not taken",
        ".doc": "Word files are not taken",
    }
)
ASSETS = frozenset({".css", ".js", ".json", ".svg", ".txt", ".md", ".mht", ".mhtml", ".eml"})
"""Names of text files that may hold mark-up and are no pages."""

_MARKUP = re.compile(rb"^[\s\xef\xbb\xbf]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html"
                     rb"|html|head|body)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_EXPORT = re.compile(rb"<rss\b|wordpress", re.IGNORECASE)
_RECORD = re.compile(rb"WARC/\d|filedesc://")


def kind_of(path: Path) -> Kind:
    """The format of a file; `none` where it is nothing that can be taken.

    Raises:
        OSError: it cannot be read.
    """
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        start = _unpacked(file.read(LOOKED_AT))
    if _RECORD.match(start) or suffix in RECORDS:
        return "warc"
    if suffix == ".wacz" and is_zipfile(path):
        return "wacz"
    if suffix in PAGES:
        return "page"
    if suffix in LINES:
        return "lines"
    if suffix in EXPORTS:
        return "page" if _MARKUP.match(start) else "export"
    return "page" if suffix not in ASSETS and _MARKUP.match(start) else "none"


def is_export(path: Path) -> bool:
    """Whether a file of XML says of itself, at its beginning, that it is an export of WordPress."""
    with path.open("rb") as file:
        return bool(_EXPORT.search(file.read(LOOKED_AT)))


def _unpacked(start: bytes) -> bytes:
    if not start.startswith(b"\x1f\x8b"):
        return start
    try:
        return zlib.decompressobj(31).decompress(start, LOOKED_AT)
    except zlib.error:
        return b""
