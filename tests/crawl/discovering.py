"""What a site's lists give, asked for without a crawl, and a page of links."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing

from archive import Settings, Site
from indexer.crawl.discover import discover
from indexer.crawl.fetch import Fetcher
from indexer.crawl.found import Discovery


def found_of(
    site: Site, settings: Settings, *sitemaps: str, known: Iterable[str] = ()
) -> Discovery:
    """What discovery finds; `known` are paths that were looked at before."""
    addresses = tuple(site.address + path for path in sitemaps)
    seen = {site.address + path for path in known}
    with closing(Fetcher(site, settings)) as fetcher:
        return discover(site, addresses, fetcher, known=seen.__contains__)


def numbers(told: Discovery) -> list[int]:
    """The numbers that the found addresses end with."""
    return sorted(int(url.rstrip("/").rpartition("/")[2]) for url in told.pages)


def page(*links: str, head: str = "") -> bytes:
    """A page of HTML that is nothing but links."""
    told = "".join(f'<li><a href="{link}">x</a>' for link in links)
    return f"<html><head>{head}</head><ul>{told}</ul></html>".encode()
