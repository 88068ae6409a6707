"""Bytes into text, whatever the page says of itself.

Old Bulgarian sites send windows-1251 and declare utf-8, or nothing. UTF-8 proves itself: other
encodings of Cyrillic hardly ever decode as it. Of the rest, the one that gives the most Bulgarian
letters in lower case wins, the declared ones first.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

USUAL = ("windows-1251", "iso-8859-5", "koi8-r", "windows-1252")
FEW_BROKEN = 0.01  # of the bytes above 127: a cut multi-byte character, not another encoding

_OF_PYTHON = frozenset(
    {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"}
)
_HIGH = re.compile(rb"[\x80-\xff]")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


def decode(body: bytes, content_type: str | None = None) -> str:
    """A page's text. Never raises; what cannot be read becomes U+FFFD."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    text = body.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    if not broken or broken <= len(_HIGH.findall(body)) * FEW_BROKEN:
        return text
    candidates = [body.decode(name, "replace") for name in _named(body, content_type)]
    return max(candidates, key=_bulgarian)


def _named(body: bytes, content_type: str | None) -> Iterator[str]:
    header = _HEADER.search(content_type or "")
    meta = _META.search(body[:4096])
    declared = [header[1] if header else "", meta[1].decode("ascii") if meta else ""]
    for name in dict.fromkeys((*declared, *USUAL)):
        if name and _is_of_pages(name):
            yield name


def _is_of_pages(name: str) -> bool:
    """Whether a name is an encoding that a page can be in: Python's own and its transformations
    (punycode, unicode_escape, base64 …) are none, whatever a page says.
    """
    try:
        found = codecs.lookup(name).name
        b"\xe0a".decode(name, "replace")
    except (LookupError, ValueError):
        return False
    return found not in _OF_PYTHON


def _bulgarian(text: str) -> float:
    """The share of Bulgarian lower-case letters among all that is not ASCII."""
    odd = [c for c in text if c > "\x7f"]
    good = sum("\u0430" <= c <= "\u044f" for c in odd)
    return good / (len(odd) or 1)
