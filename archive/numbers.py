"""Numbers of records: one that was given once is never given again.

The catalogue knows which were given. When it is lost, and with it the end of a WARC file, `numbers`
beside it still says up to where: it is written before numbers are used, a block of them at a time,
and exactly when the archive is closed.
"""

from __future__ import annotations

import os
from pathlib import Path

from archive.errors import NotWritable
from archive.warc import sync_folder

BLOCK = 1_000
"""Numbers set aside with one fsync; so many are left out when catalogue and end are lost both."""


class Numbers:
    """Gives out the numbers behind one.

    Args:
        folder: `data/archive`, where `numbers` lies.
        newest: the greatest number that the catalogue knows to be given.
    """

    def __init__(self, folder: Path, newest: int) -> None:
        self._path = folder / "numbers"
        self.newest = newest
        self._aside = written_down(folder)
        if self._aside < newest:
            self._write(newest)

    def next(self) -> int:
        """The next number; it counts as given when `use` was told.

        Raises:
            NotWritable: the disk is full.
        """
        if self.newest >= self._aside:
            self._write(self.newest + BLOCK)
        return self.newest + 1

    def use(self, number: int) -> None:
        """The number has a record now."""
        self.newest = number

    def close(self) -> None:
        """Write down exactly how far they were given."""
        if self._aside != self.newest:
            self._write(self.newest)

    def _write(self, number: int) -> None:
        new = not self._path.exists()
        try:
            fd = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o644)
            try:
                os.pwrite(fd, b"%020d\n" % number, 0)
                os.fsync(fd)
            finally:
                os.close(fd)
            if new:
                sync_folder(self._path.parent)
        except OSError as error:
            what = (error.strerror or str(error)).lower()
            raise NotWritable(f"cannot write {self._path} ({what})", "nothing is lost") from None
        self._aside = number


def written_down(folder: Path) -> int:
    """Up to which number some may have been given; 0 when that is not known."""
    try:
        return int((folder / "numbers").read_bytes())
    except (OSError, ValueError):
        return 0
