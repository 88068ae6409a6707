"""`catalogue.db`: all SQL of the archive. It says where a record lies, never what a page means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from archive.entry import Counts, Entry, Looks, Move, Tombstone
from archive.record import Record, stamp
from archive.traces import Traces
from archive.warc import Spot

CHUNK = 1000
ENTRY = "id, site, url, fetched, status, digest, how, kind, etag, modified, file, offset, length"
STONE = "seq, site, url, at, reason, lifted, file, offset, length"
MOVE = "seq, site, url, target, at, lifted, file, offset, length"
NUMBERS = (
    "SELECT max(id) AS n FROM captures UNION ALL SELECT max(seq) FROM tombstones"
    " UNION ALL SELECT max(seq) FROM moves"
)

Row = Entry | Tombstone | Move


class Catalogue(Traces):
    """An open catalogue; of one thread. It is made, opened and taken over as a Database says."""

    def __init__(self, path: Path, *, write: bool = False) -> None:
        super().__init__(path, write=write)
        self._sizes: dict[str, int] = {}

    # What is written

    def grown(self, file: str, size: int) -> None:
        """A WARC file is known up to a byte; written with the next commit."""
        if file not in self._sizes:
            self._run("INSERT INTO files VALUES (?, 0) ON CONFLICT DO NOTHING", (file,))
        self._sizes[file] = max(size, self._sizes.get(file, 0))

    def commit(self) -> None:
        """Make every change durable.

        Raises:
            NotWritable: the disk is full.
        """
        self._note_sizes()
        super().commit()

    def add(self, record: Record, spot: Spot) -> None:
        """Say where a record lies. Bytes fetched later than a tombstone or a move of the address
        lift it, in whichever order the two come; an old copy that is imported says nothing of the
        page now.
        """
        self.grown(spot.file, spot.end)
        if record.kind == "tombstone":
            self._end("tombstones", record)
            self._add_end("tombstones", STONE, record, record.body.decode(), spot)
        elif record.kind == "moved":
            self._end("moves", record)
            self._add_end("moves", MOVE, record, record.headers["location"], spot)
        else:
            self._add_capture(record, spot)

    # What is read

    def files(self) -> dict[str, int]:
        """Name of each WARC file → up to which byte it is catalogued."""
        self._note_sizes()
        return dict(self._rows("SELECT name, size FROM files ORDER BY name"))

    def newest_number(self) -> int:
        """The greatest number of a capture, a tombstone or a move, 0 when there is none."""
        return int(self._row(f"SELECT max(n) FROM ({NUMBERS})")[0] or 0)

    def entries(self, after: int = 0, site: str | None = None) -> Iterator[Entry]:
        """Captures by ascending id, from behind one; in chunks, so that no reader blocks."""
        where = "" if site is None else "site = :site AND "
        sql = f"SELECT {ENTRY} FROM captures WHERE {where}id > :after ORDER BY id LIMIT {CHUNK}"
        while rows := list(self._rows(sql, {"after": after, "site": site})):
            yield from map(_entry, rows)
            after = rows[-1][0]

    def entry(self, number: int) -> Entry | None:
        """The capture of an id."""
        return self._one("WHERE id = ?", number)

    def numbered(self, number: int) -> Row | None:
        """The capture, tombstone or move of a number."""
        return self._any("id", "seq", "= ?", (number,))

    def at(self, spot: Spot) -> Row | None:
        """What lies at a place of a file."""
        return self._any("file", "file", "= ? AND offset = ?", (spot.file, spot.offset))

    def newest(self, url: str) -> Entry | None:
        """The capture of an address that was fetched last."""
        return self._one("WHERE url = ? ORDER BY fetched DESC, id DESC LIMIT 1", url)

    def same(self, url: str, fetched: datetime, digest: str) -> Entry | None:
        """The capture of this very fetch."""
        return self._one(
            "WHERE url = ? AND fetched = ? AND digest = ?", url, stamp(fetched), digest
        )

    def holders(self, entry: Entry) -> list[Entry]:
        """The captures that hold the bytes of one: itself, then those before it, the nearest first,
        then those after it.
        """
        sql = (
            f"SELECT {ENTRY} FROM captures WHERE url = :url AND digest = :digest"
            " AND kind <> 'revisit' ORDER BY id > :id, abs(id - :id)"
        )
        values = {"url": entry.url, "digest": entry.digest, "id": entry.id}
        return list(map(_entry, self._rows(sql, values)))

    def history(self, url: str) -> list[Entry]:
        """Every capture of an address, oldest fetch first."""
        where = "WHERE url = ? ORDER BY fetched, id"
        return list(map(_entry, self._rows(f"SELECT {ENTRY} FROM captures {where}", (url,))))

    def looks(self, site: str) -> Iterator[Looks]:
        """When each address whose newest capture is a site's was looked at, by address; one walk
        along the index.
        """
        sql = "SELECT url, site, fetched, kind, how, digest FROM captures ORDER BY url, fetched, id"
        for url, rows in groupby(self._rows(sql), key=itemgetter(0)):
            looks = list(rows)
            _, owner, last, _, how, digest = looks[-1]
            if owner == site:
                held = [(when, same) for _, _, when, kind, _, same in looks if kind != "revisit"]
                changed = datetime.fromisoformat(held[-1][0] if held else last)
                whole = any(same == digest for _, same in held)
                yield Looks(url, datetime.fromisoformat(last), changed, how, whole)

    def laid(self, file: str) -> Iterator[Row]:
        """Whatever lies in a WARC file, by its place there."""
        where, values = "WHERE file = ? ORDER BY offset", (file,)
        captures = map(_entry, self._rows(f"SELECT {ENTRY} FROM captures {where}", values))
        stones = map(_stone, self._rows(f"SELECT {STONE} FROM tombstones {where}", values))
        moves = map(_move, self._rows(f"SELECT {MOVE} FROM moves {where}", values))
        return merge(captures, stones, moves, key=attrgetter("offset"))

    def dangling(self) -> Iterator[Entry]:
        """Revisits that refer to bytes which no capture has."""
        held = "url = c.url AND digest = c.digest AND kind <> 'revisit'"
        sql = (
            f"SELECT {ENTRY} FROM captures c WHERE kind = 'revisit'"
            f" AND NOT EXISTS (SELECT 1 FROM captures WHERE {held}) ORDER BY id"
        )
        return map(_entry, self._rows(sql))

    def rows(self) -> int:
        """How many records there are, tombstones and moves included."""
        tables = ("captures", "tombstones", "moves")
        return sum(int(self._row(f"SELECT count(*) FROM {name}")[0]) for name in tables)

    def tombstones(self, after: int = 0) -> Iterator[Tombstone]:
        """Tombstones by ascending number, from behind one; the lifted ones too."""
        sql = f"SELECT {STONE} FROM tombstones WHERE seq > ? ORDER BY seq"
        yield from map(_stone, list(self._rows(sql, (after,))))

    def buried(self, url: str) -> Tombstone | None:
        """The tombstone of an address that is gone now."""
        row = self._row(f"SELECT {STONE} FROM tombstones WHERE url = ? AND lifted IS NULL", (url,))
        return _stone(row) if row else None

    def moves(self, after: int = 0) -> Iterator[Move]:
        """Moves by ascending number, from behind one; the lifted ones too."""
        sql = f"SELECT {MOVE} FROM moves WHERE seq > ? ORDER BY seq"
        yield from map(_move, list(self._rows(sql, (after,))))

    def moved(self, url: str) -> Move | None:
        """Where an address leads now."""
        row = self._row(f"SELECT {MOVE} FROM moves WHERE url = ? AND lifted IS NULL", (url,))
        return _move(row) if row else None

    def counts(self) -> Counts:
        """How much there is."""
        sql = (
            "SELECT count(*), count(*) FILTER (WHERE kind <> 'revisit'), count(DISTINCT url),"
            " (SELECT count(*) FROM tombstones WHERE lifted IS NULL),"
            " (SELECT coalesce(sum(size), 0) FROM files), (SELECT count(*) FROM lost)"
            " FROM captures"
        )
        return Counts(*self._row(sql))

    def ended(self, url: str) -> bool:
        """Whether the address is gone or moved now."""
        sql = (
            "SELECT EXISTS (SELECT 1 FROM tombstones WHERE url = :url AND lifted IS NULL)"
            " OR EXISTS (SELECT 1 FROM moves WHERE url = :url AND lifted IS NULL)"
        )
        return bool(self._row(sql, {"url": url})[0])

    # Within

    def _note_sizes(self) -> None:
        sql = "UPDATE files SET size = max(size, ?) WHERE name = ?"
        for name, size in self._sizes.items():
            self._run(sql, (size, name))
        self._sizes.clear()

    def _any(self, capture: str, other: str, is_that: str, values: tuple[Any, ...]) -> Row | None:
        if row := self._row(f"SELECT {ENTRY} FROM captures WHERE {capture} {is_that}", values):
            return _entry(row)
        if row := self._row(f"SELECT {STONE} FROM tombstones WHERE {other} {is_that}", values):
            return _stone(row)
        row = self._row(f"SELECT {MOVE} FROM moves WHERE {other} {is_that}", values)
        return _move(row) if row else None

    def _one(self, where: str, *values: Any) -> Entry | None:
        row = self._row(f"SELECT {ENTRY} FROM captures {where}", values)
        return _entry(row) if row else None

    def _add_capture(self, record: Record, spot: Spot) -> None:
        headers = record.headers
        values = (
            record.id, record.site, record.url, stamp(record.when), record.status, record.digest,
            record.how, record.kind, headers.get("etag"), headers.get("last-modified"),
            spot.file, spot.offset, spot.length,
        )  # fmt: skip
        self._run(f"INSERT INTO captures ({ENTRY}) VALUES ({', '.join('?' * len(values))})", values)
        if record.kind != "revisit":
            self._end("tombstones", record)
            self._end("moves", record)

    def _end(self, table: str, record: Record) -> None:
        """What was said of the address before the record holds no more."""
        sql = f"UPDATE {table} SET lifted = ? WHERE url = ? AND lifted IS NULL AND at < ?"
        self._run(sql, (record.id, record.url, stamp(record.when)))

    def _add_end(self, table: str, columns: str, record: Record, what: str, spot: Spot) -> None:
        """A tombstone or a move; what was fetched after it has lifted it already."""
        when = stamp(record.when)
        later = (
            "SELECT min(id) FROM captures WHERE url = :url AND fetched > :at AND kind <> 'revisit'"
        )
        values = {
            "seq": record.id, "site": record.site, "url": record.url, "at": when, "what": what,
            "file": spot.file, "offset": spot.offset, "length": spot.length,
        }  # fmt: skip
        named = columns.replace("reason", "what").replace("target", "what").split(", ")
        given = ", ".join(f"({later})" if name == "lifted" else f":{name}" for name in named)
        self._run(f"INSERT INTO {table} ({columns}) VALUES ({given})", values)


def _entry(row: Any) -> Entry:
    site, url, fetched, *rest = row[1:]
    return Entry(row[0], site, url, datetime.fromisoformat(fetched), *rest)


def _stone(row: Any) -> Tombstone:
    site, url, at, *rest = row[1:]
    return Tombstone(row[0], site, url, datetime.fromisoformat(at), *rest)


def _move(row: Any) -> Move:
    site, url, target, at, *rest = row[1:]
    return Move(row[0], site, url, target, datetime.fromisoformat(at), *rest)
