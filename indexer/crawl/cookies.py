"""One cookie between two requests: for pages that set one and lead to themselves until it is back.

It lives for that one question and goes to the host that gave it; nothing is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.address import normal_address

MOST = 10  # cookies of one answer
LONGEST = 4096  # bytes of all of them
SMALL = 8192  # bytes of a page that is nothing but a way on
SOON = 5  # seconds; a page that reloads later than that is meant to be read

_COOKIE = re.compile(r"\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+=[!#-+\--:<-\[\]-~\"]*)\s*(?:;|$)")
_META = re.compile(rb"<meta\b[^>]*>", re.IGNORECASE)
_REFRESH = re.compile(rb"http-equiv\s*=\s*[\"']?refresh\b", re.IGNORECASE)
_CONTENT = re.compile(
    rb"content\s*=\s*[\"']?\s*(\d{1,4})(?:\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'>]*))?",
    re.IGNORECASE,
)


def given(lines: Iterable[tuple[str, str]]) -> str:
    """The cookies of an answer's header lines, as a Cookie header sends them back; or nothing."""
    set_cookie = (value for name, value in lines if name.lower() == "set-cookie")
    found = [told[1] for told in map(_COOKIE.match, set_cookie) if told][:MOST]
    cookie = "; ".join(found)
    return cookie if len(cookie) <= LONGEST else ""


def leads_to_itself(url: str, location: str | None, body: bytes) -> bool:
    """Whether an answer is but a way back to where it came from.

    Args:
        location: where its redirect leads, if it is one.
    """
    if location is not None or len(body) > SMALL:
        return location == url
    meta = next(filter(_REFRESH.search, _META.findall(body)), b"")
    found = _CONTENT.search(meta)
    if found is None or int(found[1]) > SOON:
        return False
    where = (found[2] or b"").decode("utf-8", "replace").strip()
    return normal_address(where, url) == url if where else True
