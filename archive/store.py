"""The archive as everybody sees it: keep, read, stream, bury, forward."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.capture import Capture, Lines
from archive.catalogue import Catalogue
from archive.config import writable
from archive.entry import Counts, Entry, Kept, Move, Outcome, Tombstone
from archive.errors import ArchiveError
from archive.lock import WriterLock
from archive.reading import Readable
from archive.record import Record, in_utc, move_of, plain_lines, record_of
from archive.recovery import Recovered, next_serial, remake, take_up
from archive.warc import TURN_OVER, WarcWriter

BATCH = 1000
"""Captures between two commits of a batch: 1,000 of 5 KB are lost at most, and fetched again."""


class Archive(Readable):
    """`data/archive`, open for reading or for writing; of one thread. Use it as a context manager.

    Everything that `keep`, `unmodified`, `bury` and `forward` were given is on the disk when they
    return (inside `batch()`, when the block ends).
    """

    def __init__(self, folder: Path, *, write: bool, turn_over: int = TURN_OVER) -> None:
        super().__init__(folder)
        self.recovered = Recovered()
        self._writer: WarcWriter | None = None
        self._lock: WriterLock | None = None
        self._number = 0
        self._batch = 0
        self._in_batch = False
        if write:
            self._open_for_writing(turn_over)
        else:
            self._open_for_reading()

    @classmethod
    def open(cls, folder: Path, *, write: bool = False, turn_over: int = TURN_OVER) -> Self:
        """Open the archive of a folder.

        Args:
            folder: `data/archive`; for reading it may be missing, which reads as empty.
            write: take the writer's lock, make what is missing, and take up after a crash.
            turn_over: bytes after which a new WARC file begins.

        Raises:
            ArchiveBusy: another process is writing.
            NotWritable: the folder cannot be written.
            ArchiveError: the catalogue is damaged, of another version, or gone.
        """
        return cls(folder, write=write, turn_over=turn_over)

    def close(self) -> None:
        """Commit, and let everything go."""
        try:
            if self._writer is not None:
                self._settle()
                self._writer.close()
        finally:
            if self._catalogue is not None:
                self._catalogue.close()
            if self._lock is not None:
                self._lock.release()
            self._catalogue = self._writer = self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Writing

    def keep(self, capture: Capture) -> Kept:
        """Keep a capture: its bytes when they are new, a revisit when they are those of before.

        The very same fetch given again (address, time and bytes) writes nothing.

        Raises:
            ValueError: its address is not plain http(s), or its time is not aware.
            NotWritable: the disk is full.
        """
        record = record_of(capture, self._number + 1)
        catalogue = self._writing()
        if again := catalogue.same(record.url, record.when, record.digest):
            return Kept(again.id, "unchanged")
        before = catalogue.newest(record.url)
        outcome: Outcome = "new" if before is None else "changed"
        if before and self._repeats(before, record):
            record, outcome = self._revisit(record, before), "unchanged"
        self._append(record)
        return Kept(record.id, outcome)

    def unmodified(
        self,
        site: str,
        url: str,
        when: datetime,
        headers: Mapping[str, str] | None = None,
        *,
        lines: Lines = (),
        peer: str = "",
        request: bytes = b"",
    ) -> Kept:
        """Keep that the server said 304: the bytes are those of the newest capture.

        Args:
            headers, lines, peer, request: of the answer, as a Capture has them.

        Raises:
            ValueError: nothing was captured of this address before, or the time is not aware.
        """
        before = self._writing().newest(url)
        if before is None:
            raise ValueError(f"never captured: {url}")
        if before.site != site or self._writing().ended(url):
            return self.keep(replace(self.read(before.id), site=site, fetched=when))
        record = Record(
            self._number + 1, "revisit", site, url, in_utc(when), before.digest, 304, "crawl",
            plain_lines(lines or headers or {}), peer=peer, request=request,
        )  # fmt: skip
        self._append(self._revisit(record, before))
        return Kept(record.id, "unchanged")

    def bury(self, url: str, site: str, when: datetime, reason: str) -> Tombstone | None:
        """Put a tombstone for an address that vanished; None when nothing was captured of it.

        An address that is buried already keeps its first tombstone.
        """
        catalogue = self._writing()
        if catalogue.newest(url) is None:
            return None
        if catalogue.buried(url) is None:
            number = self._number + 1
            self._append(Record(number, "tombstone", site, url, when, body=reason.encode()))
        return catalogue.buried(url)

    def forward(
        self, url: str, site: str, to: str, when: datetime, status: int = 301
    ) -> Move | None:
        """Keep that an address leads to another for good; None when nothing was captured of it.

        Said again nothing is written, and it is the move that is known; another target is another
        move, which lifts the one before.

        Args:
            status: what the server answered, 301 or 308.

        Raises:
            ValueError: an address is not plain http(s), or the time is not aware.
            NotWritable: the disk is full.
        """
        catalogue = self._writing()
        if catalogue.newest(url) is None:
            return None
        known = catalogue.moved(url)
        if known is None or known.to != to:
            self._append(move_of(self._number + 1, site, url, to, when, status))
        return catalogue.moved(url)

    @contextmanager
    def batch(self) -> Iterator[Self]:
        """Make many keeps durable together, every thousand and at the end of the block."""
        self._in_batch = True
        try:
            yield self
        finally:
            self._in_batch = False
            self._settle()

    # Within

    def _open_for_writing(self, turn_over: int) -> None:
        writable(self.folder)
        self._lock = WriterLock(self.folder)
        try:
            writable(self.warc)
            self._catalogue = Catalogue(self.folder / "catalogue.db", write=True)
            self.recovered = take_up(self.warc, self._catalogue)
            serial = next_serial(self.warc, self._catalogue)
            self._writer = WarcWriter(self.warc, serial, turn_over)
            self._number = self._catalogue.newest_number()
        except BaseException:
            self.close()
            raise

    def _writing(self) -> Catalogue:
        if self._catalogue is None or self._writer is None:
            raise ArchiveError(f"{self.folder} is not open for writing")
        return self._catalogue

    def _repeats(self, before: Entry, record: Record) -> bool:
        same = before.digest == record.digest and before.site == record.site
        return same and not self._writing().ended(record.url)

    def _revisit(self, record: Record, before: Entry) -> Record:
        holder = self._writing().origin(before) or before
        return replace(record, kind="revisit", body=b"", first=holder.fetched)

    def _append(self, record: Record) -> None:
        catalogue = self._writing()
        assert self._writer is not None
        spot, end = self._writer.append(record)
        catalogue.add(record, spot)
        catalogue.grown(spot.file, end)
        self._number = record.id
        self._written()

    def _written(self) -> None:
        self._batch += 1
        if not self._in_batch or self._batch >= BATCH:
            self._settle()

    def _settle(self) -> None:
        catalogue = self._writing()
        assert self._writer is not None
        self._writer.sync()
        catalogue.commit()
        self._batch = 0


def recatalogue(folder: Path) -> Counts:
    """Make the catalogue again from the WARC files, tombstones and all.

    Raises:
        ArchiveBusy: another process is writing.
        NotWritable: the folder cannot be written.
    """
    lock = WriterLock(writable(folder))
    try:
        remake(writable(folder / "warc"), folder / "catalogue.db")
    finally:
        lock.release()
    with Archive.open(folder) as archive:
        return archive.counts()
