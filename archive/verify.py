"""Proof that the archive is whole: records readable, digests right, the catalogue true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter
from pathlib import Path
from typing import TypeVar

from archive.catalogue import Catalogue, Row
from archive.database import REMAKE
from archive.entry import Entry, Move
from archive.errors import ArchiveError
from archive.lock import being_written
from archive.record import Record
from archive.warc import Scanned, scan, warc_files

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, from which byte, why."""

    file: Path
    offset: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file} at byte {self.offset}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying read, and what it found wrong (nothing, of a whole archive)."""

    files: int = 0
    records: int = 0
    problems: tuple[Problem, ...] = ()


def verify(folder: Path, progress: Callable[[str], None] | None = None) -> Verified:
    """Read `data/archive` through and through.

    Args:
        folder: the archive; a missing one is whole.
        progress: called with the name of each file that is begun.
    """
    path, warc = folder / "catalogue.db", folder / "warc"
    files = warc_files(warc)
    if not path.exists():
        missing = (Problem(path, 0, f"the catalogue is missing; {REMAKE}"),) if files else ()
        return Verified(len(files), 0, missing)
    try:
        with closing(Catalogue(path)) as catalogue:
            return _verify(catalogue, warc, being_written(folder), progress or (lambda _: None))
    except ArchiveError as error:
        return Verified(len(files), 0, (Problem(path, 0, str(error)),))


def _verify(
    catalogue: Catalogue, warc: Path, busy: bool, progress: Callable[[str], None]
) -> Verified:
    problems = [Problem(catalogue.path, 0, found) for found in catalogue.problems()]
    known = catalogue.files()
    for row in catalogue.dangling():
        reason = f"{_called(row)} refers to bytes that are not in the catalogue"
        problems.append(Problem(warc / row.file, row.offset, reason))
    there = {path.name: path for path in warc_files(warc)}
    for name in sorted({*known, *there}):
        progress(name)
        end = known.get(name, 0) if busy else None  # behind it a writer is adding
        scanned = scan(there[name]) if name in there else iter(())
        rows = _until(end, catalogue.laid(name), attrgetter("offset"))
        found = _until(end, scanned, attrgetter("spot.offset"))
        problems += _walk(warc / name, rows, found)
    return Verified(len(known), catalogue.rows(), tuple(problems))


def _until(end: int | None, things: Iterator[T], offset: Callable[[T], int]) -> Iterator[T]:
    """What lies before a byte of the file; everything where that is None."""
    return takewhile(lambda thing: end is None or offset(thing) < end, things)


def _walk(path: Path, rows: Iterator[Row], scanned: Iterator[Scanned]) -> Iterator[Problem]:
    """Catalogue and file side by side, from the file's beginning to its end."""
    row = next(rows, None)
    for found in scanned:
        while row is not None and row.offset < found.spot.offset:
            yield _lost(path, row)
            row = next(rows, None)
        own = row if row is not None and row.offset == found.spot.offset else None
        yield from _compare(path, found, own)
        if own is not None:
            row = next(rows, None)
    while row is not None:
        yield _lost(path, row)
        row = next(rows, None)


def _compare(path: Path, found: Scanned, row: Row | None) -> Iterator[Problem]:
    offset, record = found.spot.offset, found.record
    if found.damage:
        whose = f" ({_called(row)})" if row else ""
        yield Problem(path, offset, f"{found.damage}{whose}")
    elif record is None and row is not None:
        yield Problem(path, offset, f"{_called(row)} is not the record that lies here")
    elif record is not None and row is None:
        yield Problem(path, offset, f"the record of {record.url} is not in the catalogue; {REMAKE}")
    elif record is not None and row is not None:
        for what in _differences(found, record, row):
            yield Problem(path, offset, f"{_called(row)}: the catalogue has another {what}")


def _differences(found: Scanned, record: Record, row: Row) -> Iterator[str]:
    number = row.id if isinstance(row, Entry) else row.seq
    pairs: list[tuple[str, object, object]] = [
        ("number", record.id, number),
        ("address", record.url, row.url),
        ("site", record.site, row.site),
        ("length", found.spot.length, row.length),
    ]
    if isinstance(row, Entry):
        pairs += [
            ("digest", record.digest, row.digest),
            ("time", record.when, row.fetched),
            ("kind", record.kind, row.kind),
        ]
    if isinstance(row, Move):
        pairs += [("target", record.headers.get("location"), row.to)]
    yield from (what for what, here, there in pairs if here != there)


def _lost(path: Path, row: Row) -> Problem:
    if not path.exists():
        reason = "the file is missing"
    elif path.stat().st_size < row.offset + row.length:
        reason = "the file ends before the record does"
    else:
        reason = "no record begins here"
    return Problem(path, row.offset, f"{_called(row)}: {reason}")


def _called(row: Row) -> str:
    if isinstance(row, Entry):
        return f"capture {row.id} of {row.url}"
    return f"{'move' if isinstance(row, Move) else 'tombstone'} {row.seq} of {row.url}"
