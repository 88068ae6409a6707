"""Saved pages: a file of HTML under the address that it names itself."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from archive.address import normal_address, same_site
from archive.capture import Capture
from archive.fit import unfit
from archive.site import Site
from indexer.crawl.importing.file_time import saved_at
from indexer.crawl.importing.marks import Mark, address_by_name, mark_of
from indexer.crawl.importing.refusing import refusal
from indexer.crawl.outcome import Refusal
from indexer.extract.canonical import canonical_address


def read_page(path: Path, name: str, site: Site, largest: int) -> Capture | Refusal:
    """The capture of a saved page, or why it is none.

    Args:
        name: its path within the folder that was given.
        largest: bytes of the largest page that is taken.
    """
    try:
        fetched = saved_at(path)
        with path.open("rb") as opened:
            body = opened.read(largest + 1)
    except OSError as error:
        return refusal(site, str(path), "unreadable", (error.strerror or str(error)).lower())
    if len(body) > largest:
        return refusal(site, str(path), "too-large", f"more than {largest} bytes")
    why = unfit(body, None)
    if why is not None:
        return refusal(site, str(path), *(("empty", "") if why == "empty" else ("not-html", why)))
    mark = mark_of(body)
    return Capture(
        site=site.key,
        url=page_address(body, name, site, mark),
        fetched=mark.saved or fetched,
        body=body,
        headers={"content-type": "text/html"},
        how="import",
    )


def page_address(body: bytes, name: str, site: Site, mark: Mark) -> str:
    """A saved page's address: the one that it names itself, its saver's mark, or its path.

    A canonical address of another host than the mark's and the site's is not believed where there
    is a mark.

    Args:
        name: the file's path within the folder that was imported, with `/`.
    """
    named = canonical_address(body)
    address = normal_address(named, mark.address or site.address) if named else None
    if address and mark.address:
        believed = same_site(address, mark.address) or same_site(address, site.address)
        address = address if believed and not _is_front(address) else None
    return address or mark.address or address_by_name(name, site)


def _is_front(address: str) -> bool:
    return urlsplit(address).path in ("", "/") and not urlsplit(address).query
