"""One cookie between two requests: for pages that set one and lead to themselves until it is back.

It lives for that one question and goes to the host that gave it; nothing is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from archive.address import normal_address
from indexer.crawl.refresh import target_of

MOST = 10  # cookies of one answer
LONGEST = 4096  # bytes of all of them

_COOKIE = re.compile(r"\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+=[!#-+\--:<-\[\]-~\"]*)\s*(?:;|$)")


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
    target = location if location is not None else target_of(body, url)
    return target == normal_address(url)
