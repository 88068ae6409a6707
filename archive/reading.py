"""The archive as it is read: captures by number, address and content, and what is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from archive.capture import Capture
from archive.catalogue import Catalogue
from archive.database import REMAKE
from archive.entry import Counts, Entry, Looks, Move, Tombstone
from archive.errors import ArchiveError, DamagedRecord
from archive.lock import being_written
from archive.member import holds
from archive.record import Record
from archive.warc import read_member, read_record, warc_files

JUST_BEGUN = 1_000  # bytes: a WARC file with its warcinfo record alone


class Readable:
    """What of `archive.store.Archive` only reads; a folder that is missing reads as empty."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.warc = folder / "warc"
        self._catalogue: Catalogue | None = None
        self._checked: Entry | None = None
        self._holder: Entry | None = None

    def captures(self, after: int = 0, site: str | None = None) -> Iterator[Entry]:
        """What the catalogue says of every capture behind an id, ascending."""
        return self._catalogue.entries(after, site) if self._catalogue else iter(())

    def read(self, number: int) -> Capture:
        """One capture with its bytes; of a revisit, the bytes that it refers to. Any record of the
        address with the same content serves, when its own cannot be read.

        Raises:
            ArchiveError: there is no capture of that number.
            DamagedRecord: no record of its content can be read back whole.
        """
        entry = self._catalogue.entry(number) if self._catalogue else None
        if entry is None:
            raise ArchiveError(f"no capture has the number {number}")
        return _capture(entry, *self._held(entry))

    def stream(
        self, after: int = 0, *, damaged: list[DamagedRecord] | None = None
    ) -> Iterator[Capture]:
        """Every capture behind an id that brought new bytes, ascending.

        Args:
            damaged: collects records that cannot be read, and the rest goes on.

        Raises:
            DamagedRecord: a record cannot be read back whole, and `damaged` is None.
        """
        for entry in self.captures(after):
            if entry.kind == "revisit":
                continue
            try:
                yield self.whole(entry)
            except DamagedRecord as error:
                if damaged is None:
                    raise
                damaged.append(error)

    def history(self, url: str) -> list[Entry]:
        """Every capture of an address, oldest fetch first."""
        return self._catalogue.history(url) if self._catalogue else []

    def last(self, url: str) -> Entry | None:
        """The newest capture of an address, with the validators for a conditional request.

        It has none where the page must be fetched whole: an address that is gone or moved, so that
        a page that is back is noticed, and one whose bytes cannot be read back.
        """
        entry = self._catalogue.newest(url) if self._catalogue else None
        if entry is None or self._catalogue is None:
            return None
        holder = None if self._catalogue.ended(url) else self._sound(entry)
        if holder is None:
            return replace(entry, etag=None, modified=None)
        if not (entry.etag or entry.modified):
            return replace(entry, etag=holder.etag, modified=holder.modified)
        return entry

    @property
    def newest_number(self) -> int:
        """The greatest number of a capture, a tombstone or a move; 0 when there is none."""
        return self._catalogue.newest_number() if self._catalogue else 0

    def contents(self, url: str) -> list[tuple[Entry, ...]]:
        """What was captured of an address: each different content, newest first, with the records
        that hold it, oldest first.
        """
        last: dict[str, tuple[datetime, int]] = {}
        held: dict[str, list[Entry]] = {}
        for entry in self.history(url):
            last[entry.digest] = entry.fetched, entry.id
            if entry.kind != "revisit":
                held.setdefault(entry.digest, []).append(entry)
        return [tuple(held[d]) for d in sorted(held, key=last.__getitem__, reverse=True)]

    def whole(self, entry: Entry) -> Capture:
        """The capture of an entry that holds bytes.

        Raises:
            DamagedRecord: its record cannot be read back whole.
        """
        return _capture(entry, entry, self._record(entry, entry))

    def buried(self, url: str) -> Tombstone | None:
        """The tombstone of an address that is gone now."""
        return self._catalogue.buried(url) if self._catalogue else None

    def looks(self, site: str) -> Iterator[Looks]:
        """When each address of a site was looked at, by address."""
        return self._catalogue.looks(site) if self._catalogue else iter(())

    def lost(self, site: str) -> Iterator[str]:
        """Addresses of a site that `recatalogue` found damaged and that did not come again since,
        in order.
        """
        return self._catalogue.addresses_lost(site) if self._catalogue else iter(())

    def tombstones(self, after: int = 0) -> Iterator[Tombstone]:
        """Tombstones behind a number, ascending; the lifted ones too."""
        return self._catalogue.tombstones(after) if self._catalogue else iter(())

    def moved(self, url: str) -> Move | None:
        """Where an address leads now."""
        return self._catalogue.moved(url) if self._catalogue else None

    def moves(self, after: int = 0) -> Iterator[Move]:
        """Moves behind a number, ascending; the lifted ones too."""
        return self._catalogue.moves(after) if self._catalogue else iter(())

    def counts(self) -> Counts:
        """How much there is."""
        return self._catalogue.counts() if self._catalogue else Counts()

    # Within

    def _open_for_reading(self) -> None:
        path = self.folder / "catalogue.db"
        if path.exists():
            self._catalogue = Catalogue(path)
            if not self._catalogue.rows() and self._holds_bytes():
                self._catalogue.close()
                raise ArchiveError(f"{path} knows nothing of the WARC files beside it", REMAKE)
        elif warc_files(self.warc):
            raise ArchiveError(f"{path} is missing", REMAKE)

    def _holds_bytes(self) -> bool:
        """Whether there are records that nobody is just writing for the first time."""
        sizes = (path.stat().st_size for path in warc_files(self.warc))
        return not being_written(self.folder) and any(size > JUST_BEGUN for size in sizes)

    def _sound(self, entry: Entry) -> Entry | None:
        """The capture whose record is whole and holds the bytes of one; None when none does.

        Of one page this is asked before it is fetched and when it is kept; it is read once.
        """
        if self._checked != entry and self._catalogue is not None:
            holders = self._catalogue.holders(entry)
            self._checked = entry
            self._holder = next((one for one in holders if self._is_whole(one)), None)
        return self._holder

    def _is_whole(self, entry: Entry) -> bool:
        try:
            return holds(read_member(self.warc, entry.spot), entry.url, entry.digest)
        except DamagedRecord:
            return False

    def _held(self, entry: Entry) -> tuple[Entry, Record]:
        """A capture that holds the bytes of one, and its record."""
        assert self._catalogue is not None
        fault = DamagedRecord(
            self.warc / entry.file, entry.offset, "the record that it refers to is missing"
        )
        for at, holder in enumerate(self._catalogue.holders(entry)):
            try:
                return holder, self._record(holder, entry)
            except DamagedRecord as error:
                fault = error if at == 0 else fault
        raise fault

    def _record(self, holder: Entry, entry: Entry) -> Record:
        record = read_record(self.warc, holder.spot)
        if (record.url, record.digest) != (entry.url, entry.digest):
            path = self.warc / holder.file
            raise DamagedRecord(path, holder.offset, "not the record that the catalogue names")
        return record


def _capture(entry: Entry, holder: Entry, record: Record) -> Capture:
    return Capture(
        site=entry.site,
        url=entry.url,
        fetched=entry.fetched,
        body=record.body,
        status=holder.status,
        headers=record.headers,
        how=entry.how,
        id=entry.id,
        lines=record.lines if record.kind == "response" else (),
        peer=record.peer,
    )
