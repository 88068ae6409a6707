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


def reading(path: Path, connect: Connect) -> sqlite3.Connection:
    """A connection that reads a database in WAL mode, whether its folder can be written or not.

    SQLite wants the log's shared memory beside the file. In a read-only folder without it, nobody
    writes either: then the file is read as it is, and with what a log that was left there holds.
    """
    uri = path.resolve().as_uri()
    log, shared = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    if os.access(path.parent, os.W_OK) or shared.exists():
        return connect(f"{uri}?mode=ro")
    if not log.exists() or not log.stat().st_size:
        return connect(f"{uri}?mode=ro&immutable=1")
    with TemporaryDirectory(prefix="hronika-") as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(log, copy.with_name(log.name))
        db = connect(f"{copy.as_uri()}?mode=rw")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # opens the log; then it may go
        return db
