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
_CONTENT = re.compile(
    r"\s*(\d{1,9}(?:\.\d*)?|\.\d+)\s*(?:[;,\s]\s*(?:url\s*=\s*)?+(.*))?", re.I | re.S
)
_SHOWN = "//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"


def refresh_of(body: bytes, url: str) -> str | None:
    """Where a page sends its readers on, normalised; None when it is one to be read.

    Args:
        url: the page's own address, which a relative one counts from.
    """
    target = target_of(body, url)
    return target if target != normal_address(url) else None


def target_of(body: bytes, url: str) -> str | None:
    """As `refresh_of`; of a page that only reloads, its own address.

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
    where = next((told for told in map(_target, said) if told is not None), None)
    if where is None or sum(len(part.strip()) for part in root.xpath(_SHOWN)) > LITTLE:
        return None
    return normal_address(where or url, url)


def _target(content: str) -> str | None:
    found = _CONTENT.fullmatch(content)
    if found is None or float(found[1]) > LONGEST:
        return None
    where = (found[2] or "").strip()
    quoted = re.match(r"([\"'])(.*?)(?:\1|$)", where, re.S)
    return (quoted[2] if quoted else where).strip()
