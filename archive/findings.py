"""What verifying finds: each with its place, and what helps."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.catalogue import Catalogue, Row
from archive.entry import Entry, Move
from archive.record import Record
from archive.traces import Lost
from archive.warc import Scanned


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which file, from which byte, why, and what helps."""

    file: Path
    offset: int
    reason: str
    remedy: str = ""

    def __str__(self) -> str:
        helps = f"; {self.remedy}" if self.remedy else ""
        return f"{self.file} at byte {self.offset}: {self.reason}{helps}"


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be read, as the catalogue knows or knew it."""

    problem: Problem
    row: Row | Lost

    @property
    def number(self) -> int:
        """Its number; 0 where nobody knows."""
        return self.row.number or 0


def called(row: Row | Lost) -> str:
    """A record in words."""
    if isinstance(row, Entry | Lost):
        return f"capture {row.number} of {row.url}"
    return f"{'move' if isinstance(row, Move) else 'tombstone'} {row.number} of {row.url}"


def healed(broken: Broken, catalogue: Catalogue, unread: Collection[int]) -> Problem | None:
    """The finding as one that is no alarm: something later stands for the record; None when not.

    Args:
        unread: numbers of the records that cannot be read.
    """
    problem, row = broken.problem, broken.row
    later = [entry for entry in _later(row, catalogue) if entry.id not in unread]
    digest = getattr(row, "digest", None)
    same = next((entry for entry in later if entry.digest == digest), None)
    if same is not None:
        return _told(problem, f"healed by capture {same.id}")
    if later:
        return _told(problem, f"lost; capture {later[0].id} of the address came later")
    lifted = getattr(row, "lifted", None)
    if lifted is not None and lifted not in unread:
        return _told(problem, f"healed by record {lifted}")
    return None


def _later(row: Row | Lost, catalogue: Catalogue) -> Iterator[Entry]:
    looked_only = isinstance(row, Entry) and row.kind == "revisit"
    for entry in catalogue.history(row.url) if row.url else ():
        if entry.id > (row.number or 0) and (looked_only or entry.kind != "revisit"):
            yield entry


def _told(problem: Problem, what: str) -> Problem:
    return Problem(problem.file, problem.offset, f"{problem.reason}: {what}")


def differences(found: Scanned, record: Record, row: Row) -> Iterator[str]:
    """What a row says otherwise than the record that it is of; its number apart."""
    pairs: list[tuple[str, object, object]] = [
        ("address", record.url, row.url),
        ("site", record.site, row.site),
        ("length", found.spot.length, row.length),
    ]
    if isinstance(row, Entry):
        pairs += [
            ("digest", record.digest, row.digest),
            ("time", record.when, row.fetched),
            ("kind", record.kind, row.kind),
            ("status", record.status, row.status),
            ("ETag", record.headers.get("etag"), row.etag),
            ("Last-Modified", record.headers.get("last-modified"), row.modified),
        ]
    else:
        pairs += [("time", record.when, row.when)]
    if isinstance(row, Move):
        pairs += [("target", record.headers.get("location"), row.to)]
    yield from (what for what, here, there in pairs if here != there)
