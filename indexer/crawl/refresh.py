"""Pages that send their readers on: `<meta http-equiv=refresh content="0; url=…">`."""

from __future__ import annotations

import re

from lxml import html
from lxml.etree import LxmlError

from archive.address import normal_address

LOOKED_AT = 1 << 16  # bytes at the beginning
LONGEST = 10.0  # seconds: whoever waits longer reloads a page that is there to be read
LITTLE = 500  # letters: who has more to say is a page of its own

_NAMED = re.compile(rb"http-equiv\s*=\s*[\"']?\s*refresh", re.IGNORECASE)
_CONTENT = re.compile(r"\s*(\d{1,9}(?:\.\d*)?|\.\d+)\s*[;,\s]\s*(?:url\s*=\s*)?+(.+)", re.I | re.S)
_SHOWN = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"


def refresh_of(body: bytes, url: str) -> str | None:
    """Where a page sends its readers at once, normalised; None when it is one to be read.

    Read as the HTML standard has it (4.2.5.3, «shared declarative refresh steps»): a number, a
    separator, an address with or without `url=`, in quotation marks or not.

    Args:
        url: the page's own address, which a relative one counts from.
    """
    start = body[:LOOKED_AT]
    if not _NAMED.search(start):
        return None
    try:
        root = html.document_fromstring(start)
    except (LxmlError, ValueError):
        return None
    said = root.xpath(
        "//meta[not(ancestor::noscript)][translate(normalize-space(@http-equiv),"
        " 'REFSH', 'refsh') = 'refresh']/@content"
    )
    where = next(filter(None, map(_target, said)), None)
    if where is None or sum(len(part.strip()) for part in root.xpath(_SHOWN)) > LITTLE:
        return None
    target = normal_address(where, url)
    return target if target != normal_address(url) else None


def _target(content: str) -> str | None:
    found = _CONTENT.fullmatch(content)
    if found is None or float(found[1]) > LONGEST:
        return None
    where = found[2].strip()
    quoted = re.match(r"([\"'])(.*?)(?:\1|$)", where, re.S)
    return (quoted[2] if quoted else where).strip() or None
