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
from archive.entry import Entry, Kept, Move, Outcome, Tombstone
from archive.errors import ArchiveError, DamagedRecord, NotWritable
from archive.lock import WriterLock
from archive.numbers import Numbers
from archive.reading import Readable
from archive.record import Record, in_utc, move_of, plain_lines, record_of
from archive.recovery import Recovered, next_serial, remake, take_up
from archive.replacing import remove
from archive.warc import TURN_OVER, WarcWriter, read_record

BATCH = 1000
"""Captures between two commits of a batch: 1,000 of 5 KB are lost at most, and fetched again."""


class Archive(Readable):
    """`data/archive`, open for reading or for writing; of one thread. Use it as a context manager.

    Everything that `keep`, `unmodified`, `bury` and `forward` were given is on the disk when they
    return (inside `batch()`, when the block ends).
    """

    def __init__(
        self, folder: Path, *, write: bool, turn_over: int = TURN_OVER, operator: str = ""
    ) -> None:
        super().__init__(folder)
        self.recovered = Recovered()
        self._writer: WarcWriter | None = None
        self._lock: WriterLock | None = None
        self._numbers: Numbers | None = None
        self._batch = 0
        self._in_batch = False
        self._given_up = False
        if write:
            self._open_for_writing(turn_over, operator)
        else:
            self._open_for_reading()

    @classmethod
    def open(
        cls, folder: Path, *, write: bool = False, turn_over: int = TURN_OVER, operator: str = ""
    ) -> Self:
        """Open the archive of a folder.

        Args:
            folder: `data/archive`; for reading it may be missing, which reads as empty.
            write: take the writer's lock, make what is missing, and take up after a crash.
            turn_over: bytes after which a new WARC file begins.
            operator: whom to write to about the files; each new one says it.

        Raises:
            ArchiveBusy: another process is writing.
            NotWritable: the folder cannot be written.
            ArchiveError: the catalogue is damaged, of another version, or gone.
        """
        return cls(folder, write=write, turn_over=turn_over, operator=operator)

    def close(self) -> None:
        """Commit, and let everything go."""
        try:
            if self._writer is not None:
                self._settle()
                self._writer.close()
            if self._numbers is not None:
                self._numbers.close()
        finally:
            if self._catalogue is not None:
                self._catalogue.close()
            if self._lock is not None:
                self._lock.release()
            self._catalogue = self._writer = self._lock = self._numbers = None

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
        record = record_of(capture, self._next())
        catalogue = self._writing()
        again = catalogue.same(record.url, record.when, record.digest)
        if again and self._sound(again):
            return Kept(again.id, "unchanged")
        before = catalogue.newest(record.url)
        outcome: Outcome = "new" if before is None else "changed"
        if before and (holder := self._repeats(before, record)):
            record, outcome = _revisit(record, holder), "unchanged"
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
        """Keep that the server said 304: the bytes are those of the newest capture. Where these
        cannot be read back, nothing is written: `last` gave no validators, and only a fetch of the
        whole page helps.

        Args:
            headers, lines, peer, request: of the answer, as a Capture has them.

        Raises:
            ValueError: nothing was captured of this address before, or the time is not aware.
        """
        before = self._writing().newest(url)
        if before is None:
            raise ValueError(f"never captured: {url}")
        holder = self._sound(before)
        if holder is None:
            return Kept(before.id, "unchanged")
        if before.site != site or self._writing().ended(url):
            return self.keep(replace(self.read(before.id), site=site, fetched=when))
        record = Record(
            self._next(), "revisit", site, url, in_utc(when), before.digest, 304, "crawl",
            plain_lines(lines or headers or {}), peer=peer, request=request,
        )  # fmt: skip
        self._append(_revisit(record, holder))
        return Kept(record.id, "unchanged")

    def bury(self, url: str, site: str, when: datetime, reason: str) -> Tombstone | None:
        """Put a tombstone for an address that vanished; None when nothing was captured of it.

        An address that is buried already keeps its first tombstone, unless the record of that was
        damaged since.
        """
        catalogue = self._writing()
        newest = catalogue.newest(url)
        if newest is None:
            return None
        known = catalogue.buried(url)
        if known is None or not self._reads(known):
            at = max(in_utc(when), newest.fetched)  # a clock that was set back lifts nothing
            self._append(Record(self._next(), "tombstone", site, url, at, body=reason.encode()))
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
        newest = catalogue.newest(url)
        if newest is None:
            return None
        known = catalogue.moved(url)
        if known is None or known.to != to or not self._reads(known):
            at = max(in_utc(when), newest.fetched)
            self._append(move_of(self._next(), site, url, to, at, status))
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

    def _open_for_writing(self, turn_over: int, operator: str) -> None:
        path = writable(self.folder) / "catalogue.db"
        self._lock = WriterLock(self.folder)
        try:
            writable(self.warc)
            remove(path.with_suffix(".new"))
            if not path.exists():
                remake(self.warc, path)
            self._catalogue = Catalogue(path, write=True)
            self.recovered = take_up(self.warc, self._catalogue)
            serial = next_serial(self.warc, self._catalogue)
            self._writer = WarcWriter(self.warc, serial, turn_over, operator)
            newest = max(self._catalogue.newest_number(), self._catalogue.given())
            self._numbers = Numbers(self.folder, newest)
        except BaseException:
            self.close()
            raise

    def _writing(self) -> Catalogue:
        if self._catalogue is None or self._writer is None:
            raise ArchiveError(f"{self.folder} is not open for writing")
        if self._given_up:
            raise NotWritable(f"{self.folder} could not be written", "nothing is lost")
        return self._catalogue

    def _repeats(self, before: Entry, record: Record) -> Entry | None:
        """The capture that a revisit of these bytes refers to; None when they are kept whole."""
        same = before.digest == record.digest and before.site == record.site
        return self._sound(before) if same and not self._writing().ended(record.url) else None

    def _reads(self, row: Tombstone | Move) -> bool:
        """Whether the record of a tombstone or a move is there still."""
        try:
            read_record(self.warc, row.spot)
        except DamagedRecord:
            return False
        return True

    def _next(self) -> int:
        self._writing()
        assert self._numbers is not None
        return self._numbers.next()

    def _append(self, record: Record) -> None:
        catalogue = self._writing()
        assert self._writer is not None
        assert self._numbers is not None
        with self._or_give_up():
            spot, end = self._writer.append(record)
            self._numbers.use(record.id)
            catalogue.add(record, spot)
            catalogue.grown(spot.file, end)
        self._batch += 1
        if not self._in_batch or self._batch >= BATCH:
            self._settle()

    def _settle(self) -> None:
        if self._given_up or self._catalogue is None or self._writer is None:
            return
        with self._or_give_up():
            self._writer.sync()
            self._catalogue.commit()
        self._batch = 0

    @contextmanager
    def _or_give_up(self) -> Iterator[None]:
        """After a failure (a full disk) nothing more is written: what lies in the WARC file and not
        in the catalogue is taken up when the archive is opened again.
        """
        try:
            yield
        except BaseException:
            self._given_up = True
            if self._catalogue is not None:
                self._catalogue.forget()
            raise


def _revisit(record: Record, holder: Entry) -> Record:
    return replace(record, kind="revisit", body=b"", first=holder.fetched)
