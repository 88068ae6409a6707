"""SQLite files read where nothing can be written: a backup, a snapshot, a read-only mount."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

Connect = Callable[[str], sqlite3.Connection]
"""Opens a database by its URI."""


NO_ROOM = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
    }
)
"""What SQLite says where it cannot write: a full disk, a read-only one."""

NO_SHARED_MEMORY = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR_SHMOPEN,
        sqlite3.SQLITE_IOERR_SHMSIZE,
    }
)


def reading(path: Path, connect: Connect) -> sqlite3.Connection:
    """A connection that reads a database in WAL mode, whether its folder can be written or not.

    SQLite wants the log's shared memory beside the file. Where that cannot be made (a read-only
    folder, a full disk) nobody writes either: then the file is read as it is, and with what a log
    that was left there holds.

    Raises:
        sqlite3.DatabaseError: it cannot be read.
    """
    uri = path.resolve().as_uri()
    log, shared = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    if os.access(path.parent, os.W_OK) or shared.exists():
        db = connect(f"{uri}?mode=ro")
        try:
            return _opened(db)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in NO_SHARED_MEMORY or not path.exists():
                raise
    if not log.exists() or not log.stat().st_size:
        return _opened(connect(f"{uri}?mode=ro&immutable=1"))
    try:
        return _copied(path, log, connect)
    except OSError as error:
        raise sqlite3.OperationalError(f"its log cannot be read ({error.strerror})") from None


def _copied(path: Path, log: Path, connect: Connect) -> sqlite3.Connection:
    with TemporaryDirectory(prefix="hronika-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(log, copy.with_name(log.name))
        return _opened(connect(f"{copy.as_uri()}?mode=rw"))  # once it is open the name may go


def _opened(db: sqlite3.Connection) -> sqlite3.Connection:
    try:
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db
