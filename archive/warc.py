"""The files in `warc/`: append-only, one gzip member a record, turned over at a size.

`hronika-00001.warc.gz`, `hronika-00002.warc.gz`, … each opened by a warcinfo record. Whoever
appends says `sync()` before telling anybody else where a record lies.
"""

from __future__ import annotations

import mmap
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from archive.errors import DamagedRecord, NotWritable
from archive.member import Unreadable, decode, encode_info, members, record_name
from archive.record import Record

TURN_OVER = 256 * 1024 * 1024
"""Bytes after which a new file begins; browsers still load a file of this size for replay."""

STANDARD = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
NAME = re.compile(r"hronika-(\d{5,})\.warc\.gz")
FOREIGN = re.compile(r"\.w?arc(\.gz)?$", re.IGNORECASE)
GZIP_MAGIC = b"\x1f\x8b\x08"
STEP = 1 << 18
IN_MEMORY = 1 << 24  # bytes of a file that is scanned
FIRST_STEP = 4096  # most records are small, and what is read behind one is copied twice


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record lies: file name, first byte, bytes as compressed."""

    file: str
    offset: int
    length: int

    @property
    def end(self) -> int:
        """The byte behind it."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Scanned:
    """One stretch of a file: a record of ours, one of somebody else (both None), or damage."""

    spot: Spot
    record: Record | None = None
    damage: str = ""


def warc_files(folder: Path) -> list[Path]:
    """The archive's WARC files, oldest first."""
    found = [(int(m[1]), p) for p in folder.glob("*.warc.gz") if (m := NAME.fullmatch(p.name))]
    return [path for _, path in sorted(found)]


def strangers(folder: Path) -> list[Path]:
    """WARC and ARC files in the archive's folder that are not of the archive."""
    names = folder.glob("*arc*")
    return sorted(p for p in names if FOREIGN.search(p.name) and not NAME.fullmatch(p.name))


def read_member(folder: Path, spot: Spot) -> bytes:
    """The compressed bytes of one record.

    Raises:
        DamagedRecord: the file is missing or too short.
    """
    path = folder / spot.file
    try:
        with path.open("rb", buffering=0) as file:
            member = os.pread(file.fileno(), spot.length, spot.offset)
    except OSError as error:
        raise DamagedRecord(path, spot.offset, (error.strerror or "unreadable").lower()) from None
    if len(member) < spot.length:
        raise DamagedRecord(path, spot.offset, "the file ends before the record does")
    return member


def read_record(folder: Path, spot: Spot) -> Record:
    """One record of ours, digests checked.

    Raises:
        DamagedRecord: it cannot be read back whole.
    """
    try:
        record = decode(read_member(folder, spot))
    except Unreadable as error:
        raise DamagedRecord(folder / spot.file, spot.offset, str(error)) from None
    if record is None:
        raise DamagedRecord(folder / spot.file, spot.offset, "not one of this archive's records")
    return record


def scan(path: Path, start: int = 0, end: int | None = None) -> Iterator[Scanned]:
    """Every stretch of a file from a byte on; after damage it goes on at the next readable record.

    A stretch of damage that reaches to the end of the file may be the torn tail of a crash.

    Args:
        end: the byte before which it ends; what a writer does behind it is not looked at.
    """
    size = min(path.stat().st_size, sys.maxsize if end is None else end)
    if start >= size:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as data:
        let_go = start
        while start < size:
            found = _scan_one(path.name, data, start)
            yield found
            start += found.spot.length
            if start - let_go > IN_MEMORY:  # else the whole file would count as ours
                data.madvise(mmap.MADV_DONTNEED)
                let_go = start


class WarcWriter:
    """Appends records to the newest file of a folder.

    Args:
        folder: the folder of the files; it exists.
        serial: number of the file to go on with.
        turn_over: bytes after which the next file begins.
        operator: whom to write to about the files, or nothing.
    """

    def __init__(
        self, folder: Path, serial: int, turn_over: int = TURN_OVER, operator: str = ""
    ) -> None:
        self.folder, self.serial, self.turn_over = folder, serial, turn_over
        self.operator = operator
        self._fd = -1
        self._size = 0
        self._info = ""

    def append(self, record: Record) -> tuple[Spot, int]:
        """Write a record, and its request behind it; they are durable only after `sync()`.

        Returns:
            Where the record lies, and the byte at which the next one begins.

        Raises:
            NotWritable: the disk is full, or the file cannot be written.
        """
        if self._fd < 0 or self._size >= self.turn_over:
            self._open_next()
        member, request = members(record, self._info)
        spot = Spot(self.name, self._size, len(member))
        self._write(member + request)
        return spot, self._size

    @property
    def name(self) -> str:
        """Name of the file that is being written."""
        return f"hronika-{self.serial:05}.warc.gz"

    def sync(self) -> None:
        """Make durable everything that was appended.

        Raises:
            NotWritable: the disk is full, or fails.
        """
        try:
            if self._fd >= 0:
                os.fsync(self._fd)
        except OSError as error:
            raise _not_writable(self.folder / self.name, error) from None

    def close(self) -> None:
        """Make everything durable and let the file go."""
        if self._fd >= 0:
            self.sync()
            os.close(self._fd)
            self._fd = -1

    def _about(self) -> dict[str, str]:
        """What the warcinfo record of a file says."""
        return {
            "software": f"Hronika/{_version()}",
            "format": "WARC File Format 1.1",
            "conformsTo": STANDARD,
            "robots": "obey",
            "operator": " ".join(self.operator.split()),
        }

    def _open_next(self) -> None:
        if self._fd >= 0:
            self.close()
            self.serial += 1
        try:
            self._fd = os.open(self.folder / self.name, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        except OSError as error:
            raise _not_writable(self.folder / self.name, error) from None
        self._size = os.fstat(self._fd).st_size
        if self._size >= self.turn_over:
            self._open_next()
        if self._size == 0:
            self._write(encode_info(self.name, self._about()))
            sync_folder(self.folder)
        self._info = record_name(_first_member(self._fd))

    def _write(self, member: bytes) -> None:
        rest = memoryview(member)
        try:
            while rest:
                rest = rest[os.write(self._fd, rest) :]
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._fd, self._size)
            raise _not_writable(self.folder / self.name, error) from None
        self._size += len(member)


def _not_writable(path: Path, error: OSError) -> NotWritable:
    what = (error.strerror or str(error)).lower()
    return NotWritable(f"cannot write {path} ({what})", "nothing is lost")


def _version() -> str:
    try:
        return version("hronika")
    except PackageNotFoundError:
        return "0"


def cut_tail(path: Path, offset: int) -> Path:
    """Cut a file back to a byte; what is cut is laid beside it, for nothing is deleted here.

    Raises:
        NotWritable: the disk is full; then nothing was cut.
    """
    aside = path.with_name(f"{path.name}.torn-{offset}")
    try:
        with path.open("r+b") as file:
            file.seek(offset)
            aside.write_bytes(file.read())
            file.truncate(offset)
            os.fsync(file.fileno())
    except OSError as error:
        raise _not_writable(aside, error) from None
    sync_folder(path.parent)
    return aside


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _first_member(fd: int) -> bytes:
    start = os.pread(fd, FIRST_STEP, 0)
    with suppress(Unreadable):
        return start[: _member_length(start, 0)]
    return b""


def _scan_one(name: str, data: mmap.mmap, start: int) -> Scanned:
    try:
        length = _member_length(data, start)
        return Scanned(Spot(name, start, length), decode(data[start : start + length]))
    except Unreadable as error:
        end = _next_member(data, start + 1)
        return Scanned(Spot(name, start, end - start), damage=str(error))


def _member_length(data: mmap.mmap | bytes, start: int) -> int:
    inflater, at, step = zlib.decompressobj(31), start, FIRST_STEP
    try:
        while not inflater.eof and at < len(data):
            inflater.decompress(data[at : at + step])
            at, step = at + step, min(2 * step, STEP)
    except zlib.error as error:
        raise Unreadable(f"not readable as gzip ({error})") from None
    if not inflater.eof:
        raise Unreadable("ends in the middle of a record")
    return min(at, len(data)) - len(inflater.unused_data) - start


def _next_member(data: mmap.mmap, start: int) -> int:
    while (start := data.find(GZIP_MAGIC, start)) >= 0:
        with suppress(Unreadable):
            _member_length(data, start)
            return start
        start += 1
    return len(data)
