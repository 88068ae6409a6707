"""Bytes into text, whatever the page says of itself.

Old Bulgarian sites send windows-1251 and declare utf-8, or nothing; Spanish ones send what they
declare. UTF-8 proves itself: other encodings hardly ever decode as it. Where a letter is one byte,
the script decides first: Cyrillic letters stand in rows of high bytes, the accents of a Latin text
alone among ASCII. Of the encodings of that script the declared one counts unless another gives
clearly more Bulgarian letters in lower case.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from bs4.dammit import EncodingDetector

CYRILLIC = ("windows-1251", "iso-8859-5", "koi8-r", "mac-cyrillic")
LATIN = "windows-1252"  # what browsers read iso-8859-1 as (WHATWG Encoding Standard, 4.2)
LOOKED_AT = 200_000  # bytes that the encoding is chosen by
A_ROW = 2.2  # high bytes side by side, on average: Cyrillic words have more, accents fewer
CLEARLY = 0.05  # of the letters: by so much another encoding must be better than the declared

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_OF_PYTHON = frozenset(
    {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"}
)
_LATIN_NAMES = frozenset({"iso8859-1", "iso8859-15", "cp1252", "ascii", "latin-1", "iso8859-9"})
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_ROWS = re.compile(rb"[\x80-\xff]+")
_WRONG = re.compile("[\udc80-\udcff](?:[\udc80-\udcff\\s.,:;!?-]{0,2000}[\udc80-\udcff])?")
_CYRILLIC_WORD = re.compile("[\u0410-\u044f]{2}")


def decode(body: bytes, content_type: str | None = None) -> str:
    """A page's text. Never raises; what cannot be read becomes U+FFFD."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    wide = _without_mark(body)
    if wide:
        return body.decode(wide, "replace")
    text = body.decode("utf-8-sig", "surrogateescape")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:  # it holds bytes that are no UTF-8
        return _broken(body, text, content_type)
    return text


def _without_mark(body: bytes) -> str:
    """UTF-16 that does not say so: every other byte of its markup is zero."""
    start = body[:400]
    if b"<\0" not in start and b"\0<" not in start:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    return "utf-16-le" if odd > 4 * even else "utf-16-be" if even > 4 * odd else ""


def _broken(body: bytes, text: str, content_type: str | None) -> str:
    """UTF-8 with wrong bytes in it, or none at all."""
    wrong = len(re.findall("[\udc80-\udcff]", text))
    right = sum(c > "\x7f" for c in text) - wrong
    if right >= wrong:
        return _WRONG.sub(_mended, text)
    return body.decode(_single_byte(body[:LOOKED_AT], content_type), "replace")


def _mended(found: re.Match[str]) -> str:
    """Wrong bytes between UTF-8: a passage pasted in windows-1251, or a letter that was cut."""
    raw = found[0].encode("utf-8", "surrogateescape")
    pasted = raw.decode("windows-1251", "replace")
    if _CYRILLIC_WORD.search(pasted) and _bulgarian(pasted) > 0.5:
        return pasted
    return re.sub("[\udc80-\udcff]+", "\ufffd", found[0])


def _single_byte(body: bytes, content_type: str | None) -> str:
    """The encoding, of those with one byte a letter, that the bytes are in."""
    declared = list(_declared(body, content_type))
    rows = _ROWS.findall(body)
    if sum(map(len, rows)) < A_ROW * len(rows):
        latin = (name for name in declared if _canonical(name) not in _OF_CYRILLIC)
        named = next(latin, LATIN)
        return LATIN if _canonical(named) in _LATIN_NAMES | {"utf-8"} else named
    candidates = list(dict.fromkeys((*declared, *CYRILLIC)))
    scores = {name: _bulgarian(body.decode(name, "replace")) for name in candidates}
    best = max(candidates, key=scores.__getitem__)
    return next((n for n in declared if scores[n] >= scores[best] - CLEARLY), best)


def _declared(body: bytes, content_type: str | None) -> Iterator[str]:
    """The encodings that the header and the page name, where a page can be in them."""
    header = _HEADER.search(content_type or "")
    try:
        named = EncodingDetector.find_declared_encoding(body[:4096], is_html=True)
    except (ValueError, LookupError):
        named = None
    for name in (header[1] if header else "", named or ""):
        if name and _is_of_pages(name):
            yield name


def _canonical(name: str) -> str:
    return codecs.lookup(name).name


_OF_CYRILLIC = frozenset(map(_canonical, CYRILLIC))


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
