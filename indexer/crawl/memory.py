"""`data/crawl/memory.db`: what the crawler remembers of each address, stored with each outcome.

The archive says what was kept; this says when an address was looked at, since when its text has
been the same, what its site's lists said of it, and what it refused. The `Frontier` lies beside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from archive.config import writable
from archive.errors import HronikaError, NotWritable
from indexer.crawl.outcome import Outcome, Refusal

SCHEMA = Path(__file__).with_name("memory.sql").read_text("utf-8")
CHUNK = 1_000  # rows read at once, so that writing goes on meanwhile
NAME = "memory.db"
_READ = (
    "url, looked, since, text_digest, listed, refused, reason, times, first, looks, changes, vain,"
    " unmodified, missed, missed_since, capture"
)
_LOOKED = (
    "INSERT INTO address"
    " (url, site, looked, since, text_digest, listed, first, unmodified, capture)"
    " VALUES (:url, :site, :when, :when, :digest, :listed, :when, :unmodified, :capture)"
    " ON CONFLICT DO UPDATE SET site = :site, looked = :when,"
    " since = CASE WHEN :same THEN coalesce(since, :when) ELSE :when END,"
    " text_digest = CASE WHEN :same THEN coalesce(:digest, text_digest) ELSE :digest END,"
    " listed = coalesce(:listed, listed), first = coalesce(first, since, looked, :when),"
    " looks = looks + (looked IS NOT NULL), changes = changes + (looked IS NOT NULL AND NOT :same),"
    " vain = CASE WHEN NOT :same THEN 0 ELSE vain + :news END, unmodified = :unmodified,"
    " capture = :capture,"
    " refused = NULL, reason = '', detail = '', times = 0, missed = 0, missed_since = NULL"
)


class MemoryDamaged(HronikaError):
    """The file is no database any more."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"{path} cannot be used ({why})",
            "remove it: refused addresses are asked once more, no page is lost",
        )


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of an address.

    Attributes:
        looked: when it gave a page last; None when it never did.
        since: since when that page has had the same text.
        text_digest: of that text; None where it was never compared.
        listed: when the site's lists said, at that look, that it changed.
        refused: when it gave nothing to keep; None when it gave a page since.
        reason, times: of that refusal, and how many there were in a row.
        first: when it gave a page first.
        looks, changes: how often it gave one since, and how often with another text.
        vain: looks in a row at which the site's lists had news of it and its text was the same.
        unmodified: whether the last look was answered 304.
        missed, missed_since: visits in a row at which it was gone, and when the first was.
        capture: the archive's number of the last look; 0 when it is not known. Where the archive
            has a later one, a kill came before that was remembered.
    """

    url: str
    looked: datetime | None = None
    since: datetime | None = None
    text_digest: str | None = None
    listed: datetime | None = None
    refused: datetime | None = None
    reason: str = ""
    times: int = 0
    first: datetime | None = None
    looks: int = 0
    changes: int = 0
    vain: int = 0
    unmodified: bool = False
    missed: int = 0
    missed_since: datetime | None = None
    capture: int = 0

    @property
    def there(self) -> bool:
        """Whether it gave a page when it was asked last; an outage is no answer."""
        refused = self.refused is not None and self.reason != Outcome.GONE
        return self.looked is not None and not refused and not self.missed

    @property
    def stable(self) -> timedelta:
        """How long its text had been the same when it was looked at last."""
        if self.looked is None or self.since is None:
            return timedelta()
        return max(timedelta(), self.looked - self.since)


class Memory:
    """An open memory; of one thread, and of one process for each site.

    Args:
        folder: `data/crawl`; made if it is missing.

    Raises:
        NotWritable: the folder cannot be written.
        MemoryDamaged (from every method): the file is no database.
    """

    def __init__(self, folder: Path) -> None:
        self._path = writable(folder) / NAME
        with self._mapped():
            self._db = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.executescript(SCHEMA)
            self._widen()

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def looked(
        self, site: str, url: str, when: datetime, *, same: bool, digest: str | None = None,
        listed: datetime | None = None, news: bool = False, unmodified: bool = False,
        capture: int = 0,
    ) -> None:  # fmt: skip
        """An address gave a page.

        Args:
            same: its text is the one of the last look.
            digest: of its text, where it was read.
            listed: when the site's lists say that it changed.
            news: it was asked because of what they say.
            unmodified: the answer was 304.
            capture: its number in the archive.
        """
        self.run(
            _LOOKED,
            {"url": url, "site": site, "when": stamp(when), "same": same, "digest": digest,
             "listed": stamp(listed) if listed else None, "news": news, "unmodified": unmodified,
             "capture": capture},
        )  # fmt: skip

    def refuse(self, refusal: Refusal) -> None:
        """An address gave nothing to keep."""
        self.run(
            "INSERT INTO address (url, site, refused, reason, detail, times)"
            " VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET site = excluded.site,"
            " refused = excluded.refused, reason = excluded.reason, detail = excluded.detail,"
            " times = times + 1",
            (refusal.url, refusal.site, stamp(refusal.when), refusal.reason, refusal.detail),
        )

    def miss(self, url: str, when: datetime) -> Remembered:
        """A visit at which a refused address was gone counts; what is remembered of it now."""
        self.run(
            "UPDATE address SET missed = missed + 1, missed_since = coalesce(missed_since, ?)"
            " WHERE url = ?",
            (stamp(when), url),
        )
        return self.at(url)

    def of(self, site: str) -> Iterator[Remembered]:
        """Everything that is remembered of a site, by address."""
        after = ""
        sql = f"SELECT {_READ} FROM address WHERE site = ? AND url > ? ORDER BY url LIMIT {CHUNK}"
        while rows := self.run(sql, (site, after)).fetchall():
            after = rows[-1][0]
            yield from map(_remembered, rows)

    def at(self, url: str) -> Remembered:
        """What is remembered of an address; nothing, where nothing is."""
        row = self.run(f"SELECT {_READ} FROM address WHERE url = ?", (url,)).fetchone()
        return _remembered(row) if row else Remembered(url)

    def knows(self, url: str) -> bool:
        """Whether an address gave a page before; may be asked from any thread."""
        with self._mapped(), closing(sqlite3.connect(self._path, timeout=30)) as db:
            sql = "SELECT 1 FROM address WHERE url = ? AND looked IS NOT NULL"
            return db.execute(sql, (url,)).fetchone() is not None

    def refusals(self, site: str) -> Iterator[Refusal]:
        """The last refusal of each address of a site that gave nothing since, by address."""
        sql = (
            "SELECT site, url, refused, reason, detail FROM address"
            " WHERE site = ? AND refused IS NOT NULL ORDER BY url"
        )
        for owner, url, when, reason, detail in self.run(sql, (site,)).fetchall():
            yield Refusal(owner, url, datetime.fromisoformat(when), reason, detail)

    def run(self, sql: str, values: Any) -> sqlite3.Cursor:
        """One statement over its tables, durable when it returns unless `together` holds it."""
        with self._mapped():
            return self._db.execute(sql, values)

    @contextmanager
    def together(self) -> Iterator[None]:
        """All statements within, or none of them."""
        self.run("BEGIN IMMEDIATE", ())
        try:
            yield
        except BaseException:
            self.run("ROLLBACK", ())
            raise
        self.run("COMMIT", ())

    def _widen(self) -> None:
        """Add the columns that a memory of an earlier version lacks."""
        with closing(sqlite3.connect(":memory:")) as fresh:
            fresh.executescript(SCHEMA)
            for (table,) in fresh.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
                there = {row[1] for row in self._db.execute(f"PRAGMA table_info({table})")}
                for _, name, kind, needed, default, _ in fresh.execute(
                    f"PRAGMA table_info({table})"
                ):
                    if name not in there:
                        filled = f"NOT NULL DEFAULT {default}" if needed else ""
                        self._db.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind} {filled}")

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise NotWritable(f"cannot write {self._path} ({error})", "nothing is lost") from None
        except sqlite3.DatabaseError as error:
            raise MemoryDamaged(self._path, str(error)) from None


def _remembered(row: tuple[Any, ...]) -> Remembered:
    url, looked, since, digest, listed, refused, reason, times, first, *counts, last, capture = row
    looks, changes, vain, unmodified, missed = counts
    return Remembered(
        url, time_of(looked), time_of(since), digest, time_of(listed), time_of(refused), reason,
        times, time_of(first), looks, changes, vain, bool(unmodified), missed, time_of(last),
        capture,
    )  # fmt: skip


def stamp(when: datetime) -> str:
    """A time as it is stored: ISO 8601 in UTC, so that text compares as time does."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def time_of(stored: str | None) -> datetime | None:
    """The time that was stored."""
    return datetime.fromisoformat(stored) if stored else None
