"""One catalogue in the place of another, at one moment."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from archive.errors import ArchiveBusy
from archive.warc import sync_folder

BESIDE = ("", "-wal", "-shm", "-journal")


def put_in_place(new: Path, path: Path) -> None:
    """Put a whole catalogue in the place of the one in force, which is laid aside as `.old`.

    The file in force is made complete first, and its write-ahead log, which must never meet the new
    file, is removed only then: at every moment `path` is one whole catalogue or the other.

    Raises:
        ArchiveBusy: somebody reads the one in force and does not end.
    """
    _sync(new)
    if path.exists():
        _complete(path)
        old = path.with_suffix(".old")
        remove(old)
        with suppress(OSError):  # a file system without hard links: then none is laid aside
            os.link(path, old)
    for suffix in BESIDE[1:]:
        _beside(path, suffix).unlink(missing_ok=True)
    new.replace(path)
    sync_folder(path.parent)


def remove(path: Path) -> None:
    """A catalogue that is in force nowhere, with its log."""
    for suffix in BESIDE:
        _beside(path, suffix).unlink(missing_ok=True)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _complete(path: Path) -> None:
    """Bring the write-ahead log into the file; a damaged file has nothing to save."""
    try:
        with closing(sqlite3.connect(path, timeout=30)) as db:
            _, pages, moved = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError:
        return
    if pages > moved:
        raise ArchiveBusy(f"{path} is being read", "wait until that is done, or end it")


def _sync(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
