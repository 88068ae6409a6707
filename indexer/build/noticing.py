"""Which pages are due: what came into the archive, and what is read otherwise than before."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from archive import Archive
from indexer.build.versions import Versions
from indexer.errors import ArchiveShrunk
from indexer.pages import PageTable

BATCH = 5_000  # captures noticed in one transaction


def notice(table: PageTable, archive: Archive, versions: Versions) -> int:
    """Mark every page that is to be read, and every one that is gone; how many captures came.

    Raises:
        ArchiveShrunk: the archive ends before what was noticed of it already.
    """
    reached = table.reached("captures")
    if archive.newest_number < max(reached, table.reached("tombstones")):
        raise ArchiveShrunk(archive.newest_number, reached)
    came = 0
    entries = archive.captures(reached)
    while some := list(islice(entries, BATCH)):
        with table.change():
            for entry in some:
                table.notice(entry.url, entry.site, entry.id, _gone(archive, entry.url))
                came += entry.kind != "revisit"
            table.reach("captures", some[-1].id)
    _bury(table, archive)
    _move(table, archive)
    for site in set(table.sites()) - versions.broken:
        table.outdate(site, versions.read_with(site))
    return came


def _bury(table: PageTable, archive: Archive) -> None:
    with table.change():
        for stone in archive.tombstones(table.reached("tombstones")):
            table.bury(stone.url, _gone(archive, stone.url))
            table.reach("tombstones", stone.seq)


def _move(table: PageTable, archive: Archive) -> None:
    """Every address that leads to another for good, and those that did and stand again."""
    with table.change():
        for move in archive.moves(table.reached("moves")):
            table.move(move.url, move.to, move.seq)
            table.reach("moves", move.seq)
        for url, number in table.moved():
            now = archive.moved(url)
            if now is None or now.seq != number:
                table.move(url, now.to if now else None, now.seq if now else None)


def _gone(archive: Archive, url: str) -> datetime | None:
    stone = archive.buried(url)
    return stone.when if stone else None
