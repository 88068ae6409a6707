"""`catalogue.db` as a SQLite file: opened, of which version, durable, and its faults as ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from archive.errors import ArchiveError, HronikaError, NotWritable
from archive.readonly import NO_ROOM, reading

VERSION = 3
OLDER = {
    1: "DROP TABLE IF EXISTS refusals; DROP TABLE IF EXISTS listings;",  # the crawler's memory
    2: "",
}
"""Versions that read as this one → what taking them over does beside making what is missing."""

SCHEMA = Path(__file__).with_name("schema.sql")
LATER = Path(__file__).with_name("since_version_3.sql")
REMAKE = "`hronika recatalogue` makes it again from the WARC files"


class Database:
    """An open catalogue; of one thread.

    Args:
        path: the database file.
        write: make it if it is missing and allow changes; otherwise it must exist.

    Raises:
        ArchiveError: no SQLite database, damaged, or of another version.
        NotWritable: the disk is full, or read-only.
    """

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        self._write = write
        try:
            self._db = _connect(path, write)
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from None
        try:
            self._check_version(write)
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise self._unusable(error) from None
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Let the file go; what was not committed is forgotten."""
        self._db.close()

    def commit(self) -> None:
        """Make every change durable.

        Raises:
            NotWritable: the disk is full.
        """
        try:
            self._db.commit()
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Whatever is read inside is of one moment; writers go on meanwhile."""
        self._run("BEGIN")
        try:
            yield
        finally:
            self.forget()

    def forget(self) -> None:
        """Undo every change since the last commit."""
        with suppress(sqlite3.DatabaseError):  # a full disk has undone them already
            self._db.rollback()

    def problems(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        return [row[0] for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]

    def _run(self, sql: str, values: Any = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from None

    def _rows(self, sql: str, values: Any = ()) -> Iterator[Any]:
        """Rows as they are asked for; damaged pages of the file show at any of them."""
        cursor = self._run(sql, values)
        try:
            yield from cursor
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from None

    def _row(self, sql: str, values: Any = ()) -> Any:
        """The first row, or None."""
        try:
            return self._db.execute(sql, values).fetchone()
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from None

    def _unusable(self, error: sqlite3.DatabaseError) -> HronikaError:
        code = getattr(error, "sqlite_errorcode", 0)
        if code in NO_ROOM or (self._write and code == sqlite3.SQLITE_CANTOPEN):
            return NotWritable(f"cannot write {self.path} ({error})", "nothing is lost")
        return ArchiveError(f"{self.path} cannot be used ({error})", REMAKE)

    def _check_version(self, write: bool) -> None:
        found = self._db.execute("PRAGMA user_version").fetchone()[0]
        if found == VERSION:
            return
        if found not in OLDER and not (found == 0 and write):
            raise ArchiveError(f"{self.path} is of version {found}, not {VERSION}", REMAKE)
        later = LATER.read_text("utf-8")
        if write:
            schema = OLDER.get(found, "") + SCHEMA.read_text("utf-8") + later
            self._db.executescript(f"BEGIN; {schema} PRAGMA user_version = {VERSION}; COMMIT;")
        else:
            self._db.executescript(later.replace("CREATE TABLE", "CREATE TEMP TABLE"))


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    if write:
        db = sqlite3.connect(path, timeout=30)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
    else:
        db = reading(path, partial(sqlite3.connect, uri=True, timeout=30))
    db.execute("PRAGMA foreign_keys = ON")
    return db
