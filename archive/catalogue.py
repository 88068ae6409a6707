"""`catalogue.db`: all SQL of the archive. It says where a record lies, never what a page means."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from archive.entry import Counts, Entry, Looks, Tombstone
from archive.errors import ArchiveError, NotWritable
from archive.record import Record, stamp
from archive.warc import Spot

VERSION = 2
FORGETS = 1  # the version that held the crawler's memory too; it reads as this one
SCHEMA = Path(__file__).with_name("schema.sql")
CHUNK = 1000
REMAKE = "`hronika recatalogue` makes it again from the WARC files"
ENTRY = "id, site, url, fetched, status, digest, how, kind, etag, modified, file, offset, length"
STONE = "seq, site, url, at, reason, lifted, file, offset, length"


class Catalogue:
    """An open catalogue; of one thread.

    Args:
        path: the database file.
        write: make it if it is missing and allow changes; otherwise it must exist.

    Raises:
        ArchiveError: no SQLite database, damaged, or of another version.
    """

    def __init__(self, path: Path, *, write: bool = False) -> None:
        self.path = path
        try:
            self._db = _connect(path, write)
            self._check_version(write)
        except sqlite3.DatabaseError as error:
            raise ArchiveError(f"{path} cannot be opened ({error})", REMAKE) from None

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
        except sqlite3.OperationalError as error:
            raise NotWritable(f"cannot write {self.path} ({error})", "nothing is lost") from None

    # What is written

    def grown(self, file: str, size: int) -> None:
        """A WARC file is known up to a byte."""
        self._run(
            "INSERT INTO files VALUES (?, ?) ON CONFLICT DO UPDATE SET size = max(size, ?)",
            (file, size, size),
        )

    def add(self, record: Record, spot: Spot) -> None:
        """Say where a record lies; bytes fetched later than a tombstone of the address lift it.

        An old copy that is imported says nothing of the page now.
        """
        self.grown(spot.file, spot.offset + spot.length)
        if record.kind == "tombstone":
            self._add_tombstone(record, spot)
            return
        values = (
            record.id, record.site, record.url, stamp(record.when), record.status, record.digest,
            record.how, record.kind, record.headers.get("etag"),
            record.headers.get("last-modified"), spot.file, spot.offset, spot.length,
        )  # fmt: skip
        self._run(f"INSERT INTO captures ({ENTRY}) VALUES ({', '.join('?' * len(values))})", values)
        if record.kind != "revisit":
            lift = "UPDATE tombstones SET lifted = ? WHERE url = ? AND lifted IS NULL AND at < ?"
            self._run(lift, (record.id, record.url, stamp(record.when)))

    # What is read

    def files(self) -> dict[str, int]:
        """Name of each WARC file → up to which byte it is catalogued."""
        return dict(self._run("SELECT name, size FROM files ORDER BY name"))

    def newest_number(self) -> int:
        """The greatest capture id or tombstone number, 0 when there is none."""
        both = "SELECT max(id) AS n FROM captures UNION ALL SELECT max(seq) FROM tombstones"
        row = self._run(f"SELECT max(n) FROM ({both})").fetchone()
        return int(row[0] or 0)

    def entries(self, after: int = 0, site: str | None = None) -> Iterator[Entry]:
        """Captures by ascending id, from behind one; in chunks, so that no reader blocks."""
        where = "" if site is None else "site = :site AND "
        sql = f"SELECT {ENTRY} FROM captures WHERE {where}id > :after ORDER BY id LIMIT {CHUNK}"
        while rows := self._run(sql, {"after": after, "site": site}).fetchall():
            yield from map(_entry, rows)
            after = rows[-1][0]

    def entry(self, number: int) -> Entry | None:
        """The capture of an id."""
        return self._one("WHERE id = ?", number)

    def newest(self, url: str) -> Entry | None:
        """The capture of an address that was fetched last."""
        return self._one("WHERE url = ? ORDER BY fetched DESC, id DESC LIMIT 1", url)

    def same(self, url: str, fetched: datetime, digest: str) -> Entry | None:
        """The capture of this very fetch."""
        return self._one(
            "WHERE url = ? AND fetched = ? AND digest = ?", url, stamp(fetched), digest
        )

    def origin(self, entry: Entry) -> Entry | None:
        """The capture that holds the bytes of one: itself, or the one that a revisit refers to."""
        if entry.kind != "revisit":
            return entry
        where = "WHERE url = ? AND digest = ? AND kind <> 'revisit' AND id < ?"
        return self._one(f"{where} ORDER BY id DESC LIMIT 1", entry.url, entry.digest, entry.id)

    def history(self, url: str) -> list[Entry]:
        """Every capture of an address, oldest fetch first."""
        where = "WHERE url = ? ORDER BY fetched, id"
        rows = self._run(f"SELECT {ENTRY} FROM captures {where}", (url,))
        return list(map(_entry, rows))

    def looks(self, site: str) -> Iterator[Looks]:
        """When each address whose newest capture is a site's was looked at, by address; one walk
        along the index.
        """
        sql = "SELECT url, site, fetched, kind, how FROM captures ORDER BY url, fetched, id"
        for url, rows in groupby(self._run(sql), key=itemgetter(0)):
            looks = list(rows)
            _, owner, last, _, how = looks[-1]
            if owner == site:
                held = (when for _, _, when, kind, _ in reversed(looks) if kind != "revisit")
                changed = datetime.fromisoformat(next(held, last))
                yield Looks(url, datetime.fromisoformat(last), changed, how)

    def laid(self, file: str) -> Iterator[Entry | Tombstone]:
        """Whatever lies in a WARC file, by its place there."""
        captures = f"SELECT {ENTRY} FROM captures WHERE file = ? ORDER BY offset"
        stones = f"SELECT {STONE} FROM tombstones WHERE file = ? ORDER BY offset"
        return merge(
            map(_entry, self._run(captures, (file,))),
            map(_tombstone, self._run(stones, (file,))),
            key=lambda row: row.offset,
        )

    def dangling(self) -> Iterator[Entry]:
        """Revisits that refer to bytes which no capture before them has."""
        held = "url = c.url AND digest = c.digest AND kind <> 'revisit' AND id < c.id"
        sql = (
            f"SELECT {ENTRY} FROM captures c WHERE kind = 'revisit'"
            f" AND NOT EXISTS (SELECT 1 FROM captures WHERE {held}) ORDER BY id"
        )
        return map(_entry, self._run(sql))

    def rows(self) -> int:
        """How many records there are, tombstones included."""
        both = "SELECT (SELECT count(*) FROM captures) + (SELECT count(*) FROM tombstones)"
        return int(self._run(both).fetchone()[0])

    def tombstones(self, after: int = 0) -> Iterator[Tombstone]:
        """Tombstones by ascending number, from behind one; the lifted ones too."""
        sql = f"SELECT {STONE} FROM tombstones WHERE seq > ? ORDER BY seq"
        yield from map(_tombstone, self._run(sql, (after,)).fetchall())

    def buried(self, url: str) -> Tombstone | None:
        """The tombstone of an address that is gone now."""
        sql = f"SELECT {STONE} FROM tombstones WHERE url = ? AND lifted IS NULL"
        row = self._run(sql, (url,)).fetchone()
        return _tombstone(row) if row else None

    def counts(self) -> Counts:
        """How much there is."""
        sql = (
            "SELECT count(*), count(*) FILTER (WHERE kind <> 'revisit'), count(DISTINCT url),"
            " (SELECT count(*) FROM tombstones WHERE lifted IS NULL),"
            " (SELECT coalesce(sum(size), 0) FROM files)"
            " FROM captures"
        )
        return Counts(*self._run(sql).fetchone())

    def problems(self) -> list[str]:
        """What SQLite itself finds wrong with the file."""
        rows = self._run("PRAGMA integrity_check").fetchall()
        return [row[0] for row in rows if row[0] != "ok"]

    def _run(self, sql: str, values: Any = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.IntegrityError:
            raise
        except sqlite3.DatabaseError as error:
            raise ArchiveError(f"{self.path} cannot be used ({error})", REMAKE) from None

    def _one(self, where: str, *values: Any) -> Entry | None:
        row = self._run(f"SELECT {ENTRY} FROM captures {where}", values).fetchone()
        return _entry(row) if row else None

    def _add_tombstone(self, record: Record, spot: Spot) -> None:
        values = (
            record.id, record.site, record.url, stamp(record.when), record.body.decode(),
            None, spot.file, spot.offset, spot.length,
        )  # fmt: skip
        self._run(
            f"INSERT INTO tombstones ({STONE}) VALUES ({', '.join('?' * len(values))})", values
        )

    def _check_version(self, write: bool) -> None:
        found = self._db.execute("PRAGMA user_version").fetchone()[0]
        if found == 0 and write:
            schema = SCHEMA.read_text("utf-8")
            self._db.executescript(f"BEGIN; {schema} PRAGMA user_version = {VERSION}; COMMIT;")
        elif found == FORGETS and write:
            forget = "DROP TABLE IF EXISTS refusals; DROP TABLE IF EXISTS listings;"
            self._db.executescript(f"BEGIN; {forget} PRAGMA user_version = {VERSION}; COMMIT;")
        elif found not in (VERSION, FORGETS):
            raise ArchiveError(f"{self.path} is of version {found}, not {VERSION}", REMAKE)


def _connect(path: Path, write: bool) -> sqlite3.Connection:
    if write:
        db = sqlite3.connect(path, timeout=30)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
    else:
        # A folder that cannot be written cannot hold the WAL's shared memory; then nobody writes.
        still = "" if os.access(path.parent, os.W_OK) else "&immutable=1"
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{still}", uri=True, timeout=30)
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _entry(row: Any) -> Entry:
    site, url, fetched, *rest = row[1:]
    return Entry(row[0], site, url, datetime.fromisoformat(fetched), *rest)


def _tombstone(row: Any) -> Tombstone:
    site, url, at, *rest = row[1:]
    return Tombstone(row[0], site, url, datetime.fromisoformat(at), *rest)
