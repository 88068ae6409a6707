"""What tools that save pages write into them: where a page is from, and when it was saved.

<!-- saved from url=(0041)https://paper.example/novini/73 -->           browsers
<!-- Page saved with SingleFile url: https://… saved date: … -->        SingleFile
<!-- Mirrored from paper.example/novini/73 by HTTrack …, Fri, 11 Mar 2011 10:00:00 GMT -->
paper.example/novini/show.php@id=73.html                                wget's trees

An address of the Internet Archive's Wayback Machine stands for the one that it keeps, and its day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from os import fsencode
from urllib.parse import quote, quote_from_bytes

from archive.address import host_of, normal_address
from archive.site import Site
from indexer.extract.when import told

LOOKED_AT = 16_384  # bytes at the beginning; marks stand above everything else
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # no page was saved before

_SAVED_FROM = re.compile(r"saved from url=\(\d+\)\s*(\S+?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(
    r"SingleFile\b.{0,200}?\burl:\s*(\S+).{0,200}?saved date:\s*([^\n]{10,80})",
    re.IGNORECASE | re.DOTALL,
)
_HTTRACK = re.compile(
    r"Mirrored from\s+(\S+)\s+by HTTrack[^\n]{0,120}?,\s*([A-Z][a-z]{2}, \d[^\n>]{10,40}?)\s*-->",
    re.IGNORECASE,
)
_WAYBACK = re.compile(r"https?://web\.archive\.org/web/(\d{8,14})\w{0,4}/(https?://.+)")
_SUFFIX = re.compile(r"\.html?$", re.IGNORECASE)
_QUERY = re.compile(r"[?@](?=[\w.-]+=)")
INDEX = ("index.html", "index.htm")


@dataclass(frozen=True, slots=True)
class Mark:
    """A page's address as its saver wrote it, and when it was saved if that is told."""

    address: str | None = None
    saved: datetime | None = None


def mark_of(body: bytes) -> Mark:
    """The mark that a saver left in a page; an empty one where there is none. Never raises."""
    start = body[:LOOKED_AT].decode("utf-8", "replace")
    for pattern in (_SINGLE_FILE, _HTTRACK, _SAVED_FROM):
        found = pattern.search(start)
        if found:
            said = found.groups()
            address = said[0] if "://" in said[0] else f"http://{said[0]}"
            when = _time(said[1]) if len(said) > 1 else None
            kept = _WAYBACK.match(address)
            if kept:
                address, when = kept[2], _time(kept[1][:8]) or when
            return Mark(normal_address(address), when)
    return Mark()


def _time(text: str) -> datetime | None:
    """A believable time of saving."""
    found = told(text.partition("(")[0], datetime.now(UTC))
    return found if found and EARLIEST <= found <= datetime.now(UTC) else None


def address_by_name(name: str, site: Site) -> str:
    """The address that a file's name in its folder stands for.

    A tree that wget made begins with the host; what it appended (`.html` behind a query, the name
    of a folder's index) is taken off. Bytes of the name that are no UTF-8 stay what they are, so
    that different names are different addresses.
    """
    first, _, rest = name.partition("/")
    if rest and first.removeprefix("www.") == host_of(site.address).removeprefix("www."):
        return _of_a_tree(rest, site)
    by_name = site.address + quote_from_bytes(fsencode(name))
    return normal_address(by_name) or site.address


def _of_a_tree(path: str, site: Site) -> str:
    folder, _, last = path.rpartition("/")
    asked = _QUERY.search(last)
    if last in INDEX:
        last = ""
    elif asked:
        query = _SUFFIX.sub("", last[asked.end() :])
        last = f"{quote(last[: asked.start()])}?{quote(query, safe='=&;')}"
    else:
        last = quote_from_bytes(fsencode(last))
    parent = quote_from_bytes(fsencode(folder)) + "/" if folder else ""
    if last.startswith("?") or (asked and last.startswith("index.html?")):
        last = last.removeprefix("index.html")
    return normal_address(site.address + parent + last) or site.address
