"""Whether some bytes can be a page at all: one rule for what is fetched, imported and read."""

from __future__ import annotations

import re
from typing import Literal

Unfit = Literal["empty", "binary", "another type"]

PAGES = frozenset({"text/html", "application/xhtml+xml"})
LOOKED_AT = 2048  # bytes at the beginning
FEW = 50  # one strange byte in so many is a slip of an editor's, not another kind of file

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_STRANGE = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # with its mark, or markup that begins at once


def unfit(body: bytes, content_type: str | None) -> Unfit | None:
    """Why bytes are no page; None when they may be one.

    Args:
        content_type: as it was sent; None where nothing was said. A page that is sent as plain text
            is one all the same.
    """
    if not body.strip():
        return "empty"
    kind = (content_type or "text/html").partition(";")[0].strip().lower()
    start = body[:LOOKED_AT]
    if kind not in PAGES and not (kind == "text/plain" and _MARKUP.search(start)):
        return "another type"
    return None if looks_like_text(start) else "binary"


def looks_like_text(start: bytes) -> bool:
    """Whether the beginning of some bytes can be text of any encoding that newspapers used."""
    if start.startswith(_UTF16):
        return True
    start = start[:LOOKED_AT]
    strange = len(start) - len(start.translate(None, _STRANGE))
    return strange * FEW <= len(start)
