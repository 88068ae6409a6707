"""Bring the catalogue up to what the WARC files hold: after a crash, or from nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.catalogue import Catalogue, Row
from archive.config import writable
from archive.entry import Counts, Entry
from archive.errors import ArchiveError
from archive.lock import WriterLock
from archive.numbers import written_down
from archive.record import Record
from archive.replacing import put_in_place, remove
from archive.traces import Lost
from archive.warc import NAME, Scanned, Spot, cut_tail, read_record, scan, warc_files


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was found behind the known end of the files.

    Attributes:
        taken: whole records that the catalogue did not know.
        cut: bytes of a torn tail, now in a file of their own beside.
    """

    taken: int = 0
    cut: int = 0


def take_up(folder: Path, catalogue: Catalogue, before: Catalogue | None = None) -> Recovered:
    """Take in whole records that the catalogue does not know; cut back a torn tail.

    Only the newest file can have been torn by a crash, so only there something is cut. Damage
    with readable records behind it is left in place, for `verify` to name.

    Args:
        before: the catalogue that this one is made in the place of.
    """
    known = catalogue.files()
    taking = _Taking(folder, catalogue, before)
    files = warc_files(folder)
    cut = 0
    for path in files:
        tail: Scanned | None = None
        for found in scan(path, known.get(path.name, 0)):
            if tail is not None:
                taking.take(tail)
            tail = found
        if tail is not None and tail.damage and path == files[-1]:
            cut_tail(path, tail.spot.offset)
            cut = tail.spot.length
        elif tail is not None:
            taking.take(tail)
    taking.number_anew()
    catalogue.commit()
    return Recovered(taking.taken, cut)


def next_serial(folder: Path, catalogue: Catalogue) -> int:
    """Number of the file to append to: the newest one, or a new one if that lost bytes."""
    known = catalogue.files()
    sizes = {path.name: path.stat().st_size for path in warc_files(folder)}
    serials = {int(m[1]): name for name in {*known, *sizes} if (m := NAME.fullmatch(name))}
    if not serials:
        return 1
    newest = max(serials)
    name = serials[newest]
    return newest if sizes.get(name, 0) == known.get(name, 0) else newest + 1


def recatalogue(folder: Path) -> Counts:
    """Make the catalogue of `data/archive` again from its WARC files, tombstones and all.

    Raises:
        ArchiveBusy: another process is writing, or reads the old one and does not end.
        NotWritable: the folder cannot be written, or the disk is full; the old one is in force.
    """
    lock = WriterLock(writable(folder))
    try:
        path = folder / "catalogue.db"
        remake(writable(folder / "warc"), path)
        with closing(Catalogue(path)) as catalogue:
            return catalogue.counts()
    finally:
        lock.release()


def remake(folder: Path, path: Path) -> Recovered:
    """Make the catalogue again from the WARC files, beside the one in force, and put it in its
    place; that one is laid aside as `.old`. Killed at any moment, the old one is in force.

    Raises:
        NotWritable: the disk is full; the old one is in force.
        ArchiveBusy: somebody reads the old one and does not end.
    """
    new = path.with_suffix(".new")
    remove(new)
    try:
        recovered = _remade(folder, path, new)
    except BaseException:
        remove(new)
        raise
    put_in_place(new, path)
    return recovered


def _remade(folder: Path, path: Path, new: Path) -> Recovered:
    with closing(Catalogue(new, write=True)) as catalogue:
        catalogue.give(written_down(path.parent))
        before = _readable(path)
        if before is None:
            return take_up(folder, catalogue)
        with closing(before):
            catalogue.give(_given(before))
            return take_up(folder, catalogue, before)


def _readable(path: Path) -> Catalogue | None:
    with suppress(ArchiveError):
        return Catalogue(path)
    return None


def _given(before: Catalogue) -> int:
    with suppress(ArchiveError):
        return max(before.given(), before.newest_number())
    return 0


@dataclass
class _Taking:
    """Records on their way into the catalogue."""

    folder: Path
    catalogue: Catalogue
    before: Catalogue | None
    taken: int = 0
    clashing: list[Spot] = field(default_factory=list)

    def take(self, found: Scanned) -> None:
        """One stretch of a file."""
        self.catalogue.grown(found.spot.file, found.spot.end)
        if found.damage:
            self.catalogue.note_lost(self._lost(found.spot))
        elif found.record is not None:
            self._take(found.record, found.spot)

    def number_anew(self) -> None:
        """Records of another archive, whose numbers are taken here, get the next free ones."""
        for spot in self.clashing:
            number = max(self.catalogue.newest_number(), self.catalogue.given()) + 1
            self._add(replace(read_record(self.folder, spot), id=number), spot)

    def _take(self, record: Record, spot: Spot) -> None:
        row = self._row_before(spot)
        number = row.number if row is not None and _same(record, row) else record.id
        there = self.catalogue.numbered(number)
        if there is None:
            self._add(replace(record, id=number), spot)
        elif _same(record, there):
            self.catalogue.note_copy(spot, number)
        else:
            self.clashing.append(spot)

    def _add(self, record: Record, spot: Spot) -> None:
        with suppress(sqlite3.IntegrityError):  # the row of this spot is there already
            self.catalogue.add(record, spot)
            self.taken += 1

    def _lost(self, spot: Spot) -> Lost:
        row = self._row_before(spot)
        if row is None:
            return self._lost_before(spot) or Lost(spot)
        digest = row.digest if isinstance(row, Entry) else None
        return Lost(spot, row.number, row.url, row.site, digest)

    def _row_before(self, spot: Spot) -> Row | None:
        """What the catalogue before had there, as far as it can be asked."""
        with suppress(ArchiveError):
            return self.before.at(spot) if self.before else None
        return None

    def _lost_before(self, spot: Spot) -> Lost | None:
        with suppress(ArchiveError):
            return self.before.lost(spot.file).get(spot.offset) if self.before else None
        return None


def _same(record: Record, row: Row) -> bool:
    """Whether a record is that of a row, copied."""
    if isinstance(row, Entry):
        here = (record.kind, record.url, record.when, record.digest)
        return here == (row.kind, row.url, row.fetched, row.digest)
    ends = record.kind in ("tombstone", "moved")
    return ends and (record.url, record.when) == (row.url, row.when)
