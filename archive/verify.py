"""Proof that the archive is whole: records readable, digests right, the catalogue true.

One snapshot of the catalogue is compared with the files: what a writer adds meanwhile lies behind
their ends as the snapshot has them, and is left to the next run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from archive.catalogue import Catalogue, Row
from archive.database import REMAKE
from archive.errors import ArchiveError
from archive.findings import Broken, Problem, called, differences, healed
from archive.lock import being_written
from archive.record import Record
from archive.warc import Scanned, scan, strangers, warc_files

FETCH = "`hronika crawl {site}` fetches it again where the site still has it"
HEAL = f"after `hronika recatalogue`, {FETCH}"
PUT_BACK = f"put the file back from a backup; without one, {HEAL}"
IMPORT = "`hronika import {file} --site SITE` takes in what it holds; then lay it elsewhere"


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying read, and what it found wrong (nothing, of a whole archive).

    Attributes:
        healed: damage that something later stands for, and such as nothing can be done about.
    """

    files: int = 0
    records: int = 0
    problems: tuple[Problem, ...] = ()
    healed: tuple[Problem, ...] = ()


def verify(folder: Path, progress: Callable[[int, int], None] | None = None) -> Verified:
    """Read `data/archive` through and through.

    Args:
        folder: the archive; a missing one is whole.
        progress: called with (files read, files in all).
    """
    path = folder / "catalogue.db"
    check = _Check(folder, progress or (lambda done, total: None))
    check.problems += _beside(folder)
    files = warc_files(check.warc)
    if not path.exists():
        if files:
            check.wrong(path, 0, "the catalogue is missing", REMAKE)
        return Verified(len(files), 0, tuple(check.problems))
    try:
        with closing(Catalogue(path)) as catalogue, catalogue.snapshot():
            check.run(catalogue)
    except ArchiveError as error:
        check.wrong(path, 0, error.what, error.hint)
    return Verified(len(files), check.records, tuple(check.problems), tuple(check.healed))


def _beside(folder: Path) -> Iterator[Problem]:
    """Files that are not of the archive."""
    for path in strangers(folder / "warc"):
        reason = "not a file of this archive, and nothing of it is in the catalogue"
        yield Problem(path, 0, reason, IMPORT.format(file=path))
    left = folder / "catalogue.new"
    if left.exists() and not being_written(folder):
        reason = "left by a `hronika recatalogue` that was cut off"
        yield Problem(left, 0, reason, "`hronika recatalogue`, a crawl or an import removes it")


@dataclass
class _Check:
    """One run: what was found so far."""

    folder: Path
    progress: Callable[[int, int], None]
    records: int = 0
    problems: list[Problem] = field(default_factory=list)
    broken: list[Broken] = field(default_factory=list)
    healed: list[Problem] = field(default_factory=list)

    @property
    def warc(self) -> Path:
        """Where the files lie."""
        return self.folder / "warc"

    def wrong(self, path: Path, offset: int, reason: str, remedy: str) -> None:
        """A problem."""
        self.problems.append(Problem(path, offset, reason, remedy))

    def unread(self, path: Path, row: Row, why: str, remedy: str) -> None:
        """A record that the catalogue names and that cannot be read."""
        helps = remedy.format(site=row.site)
        self.broken.append(Broken(Problem(path, row.offset, f"{called(row)}: {why}", helps), row))

    def run(self, catalogue: Catalogue) -> None:
        """Everything that is in the catalogue or in the files."""
        for found in catalogue.problems():
            self.wrong(catalogue.path, 0, found, REMAKE)
        self.records = catalogue.rows()
        for row in catalogue.dangling():
            why = "refers to bytes that are not in the catalogue"
            self.unread(self.warc / row.file, row, why, FETCH)
        known = catalogue.files()
        there = {path.name: path for path in warc_files(self.warc)}
        names = sorted({*known, *there})
        for done, name in enumerate(names):
            self.progress(done, len(names))
            _File(self, catalogue, self.warc / name, known.get(name, 0)).walk()
        unread = {broken.number for broken in self.broken}
        for broken in self.broken:
            found_whole = healed(broken, catalogue, unread)
            self.healed += [found_whole] if found_whole else []
            self.problems += [] if found_whole else [broken.problem]

    def grew(self, catalogue: Catalogue, name: str, end: int) -> bool:
        """Whether a writer is adding to a file, or has done so since the snapshot."""
        if being_written(self.folder):
            return True
        with closing(Catalogue(catalogue.path)) as now:
            return now.files().get(name, 0) > end


class _File:
    """Catalogue and one file side by side, from its beginning to its known end."""

    def __init__(self, check: _Check, catalogue: Catalogue, path: Path, end: int) -> None:
        self.check, self.catalogue, self.path, self.end = check, catalogue, path, end
        self.copies = catalogue.copies(path.name)
        self.lost = catalogue.lost(path.name)

    def walk(self) -> None:
        rows = self.catalogue.laid(self.path.name)
        row = next(rows, None)
        for found in scan(self.path, end=self.end) if self.path.exists() else ():
            while row is not None and row.offset < found.spot.offset:
                self._missing(row)
                row = next(rows, None)
            own = row if row is not None and row.offset == found.spot.offset else None
            self._compare(found, own)
            if own is not None:
                row = next(rows, None)
        while row is not None:
            self._missing(row)
            row = next(rows, None)
        self._behind()

    def _behind(self) -> None:
        size = self.path.stat().st_size if self.path.exists() else 0
        if size > self.end and not self.check.grew(self.catalogue, self.path.name, self.end):
            reason = f"{size - self.end} bytes that are not in the catalogue"
            helps = "`hronika recatalogue`, a crawl or an import takes in what can be read of them"
            self.check.wrong(self.path, self.end, reason, helps)

    def _compare(self, found: Scanned, row: Row | None) -> None:
        offset, record = found.spot.offset, found.record
        if found.damage:
            self._damaged(found, row)
        elif record is None and row is not None:
            self.check.wrong(
                self.path, offset, f"{called(row)}: no record of this archive begins here", REMAKE
            )
        elif record is not None and row is None and offset not in self.copies:
            reason = f"the record of {record.url} is not in the catalogue"
            self.check.wrong(self.path, offset, reason, REMAKE)
        elif record is not None and row is not None:
            self._same(found, record, row)

    def _same(self, found: Scanned, record: Record, row: Row) -> None:
        wrong = list(differences(found, record, row))
        if record.id != row.number and self.catalogue.numbered(record.id) is None:
            wrong.insert(0, "number")  # else it is of another archive, and was numbered anew
        for what in wrong:
            reason = f"{called(row)}: the catalogue has another {what}"
            self.check.wrong(self.path, found.spot.offset, reason, REMAKE)

    def _damaged(self, found: Scanned, row: Row | None) -> None:
        offset, lost = found.spot.offset, self.lost.get(found.spot.offset)
        if row is not None:
            self.check.unread(self.path, row, found.damage, HEAL)
        elif lost is None:
            helps = "`hronika recatalogue` takes note of it"
            self.check.wrong(self.path, offset, found.damage, helps)
        elif lost.url is None:
            reason = f"{found.spot.length} bytes, whose is not known: {found.damage}"
            self.check.healed.append(Problem(self.path, offset, reason))
        else:
            reason = f"{called(lost)}: {found.damage}"
            helps = FETCH.format(site=lost.site)
            self.check.broken.append(Broken(Problem(self.path, offset, reason, helps), lost))

    def _missing(self, row: Row) -> None:
        if not self.path.exists():
            self.check.unread(self.path, row, "the file is missing", PUT_BACK)
        elif self.path.stat().st_size < row.offset + row.length:
            self.check.unread(self.path, row, "the file ends before the record does", PUT_BACK)
        else:
            reason = f"{called(row)}: no record begins here"
            self.check.wrong(self.path, row.offset, reason, REMAKE)
