"""What a crawl has to decide about: every address, with what is known of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from heapq import merge
from itertools import groupby
from operator import itemgetter

from archive.entry import Looks
from archive.site import Site
from archive.store import Archive
from indexer.crawl.memory import Memory, Remembered

LOST = "lost"
"""Said of an address whose record the archive found damaged."""


def known_addresses(
    listed: Collection[str], site: Site, memory: Memory, archive: Archive
) -> Iterator[Remembered]:
    """Each address that the site's lists name or that was crawled, in order.

    Lists, memory and archive are walked side by side, so that no more than the lists is held.
    """
    sources: tuple[Iterable[tuple[str, object]], ...] = (
        ((url, None) for url in sorted(listed)),
        ((one.url, one) for one in memory.of(site.key)),
        ((looks.url, looks) for looks in archive.looks(site.key)),
        ((url, LOST) for url in archive.lost(site.key)),
    )
    for url, rows in groupby(merge(*sources, key=itemgetter(0)), key=itemgetter(0)):
        told = [value for _, value in rows]
        remembered = next((t for t in told if isinstance(t, Remembered)), Remembered(url))
        looks = next((t for t in told if isinstance(t, Looks)), None)
        if url in listed or LOST in told or (looks is not None and looks.how == "crawl"):
            yield _together(remembered, looks, lost=LOST in told)


def _together(remembered: Remembered, looks: Looks | None, *, lost: bool) -> Remembered:
    """What is remembered of an address; where nothing is, what the archive tells of its looks.
    Whose bytes the archive has lost is fetched as if it had never been looked at.
    """
    if lost or looks is None or not looks.whole:
        return replace(remembered, looked=None)
    if remembered.looked is not None:
        return remembered
    return replace(remembered, looked=looks.last, since=looks.changed)
