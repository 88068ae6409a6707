"""`data/crawl/memory.db`: what the crawler remembers of each address, stored with each outcome.

The archive says what was kept; this says when an address was looked at, since when its text has
been the same, what its site's lists said of it, and what it refused. The `Frontier` lies beside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from archive.config import writable
from archive.errors import HronikaError, NotWritable
from indexer.crawl.outcome import Refusal

SCHEMA = Path(__file__).with_name("memory.sql").read_text("utf-8")
CHUNK = 1_000  # rows read at once, so that writing goes on meanwhile
NAME = "memory.db"
_READ = "url, looked, since, text_digest, listed, refused, reason"


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
        reason: of that refusal.
    """

    url: str
    looked: datetime | None = None
    since: datetime | None = None
    text_digest: str | None = None
    listed: datetime | None = None
    refused: datetime | None = None
    reason: str = ""

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

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def looked(
        self, site: str, url: str, when: datetime, *, same: bool, digest: str | None = None,
        listed: datetime | None = None,
    ) -> None:  # fmt: skip
        """An address gave a page.

        Args:
            same: its text is the one of the last look.
            digest: of its text, where it was read.
            listed: when the site's lists say that it changed.
        """
        self.run(
            "INSERT INTO address (url, site, looked, since, text_digest, listed)"
            " VALUES (:url, :site, :when, :when, :digest, :listed)"
            " ON CONFLICT DO UPDATE SET site = :site, looked = :when,"
            " since = CASE WHEN :same THEN coalesce(since, :when) ELSE :when END,"
            " text_digest = CASE WHEN :same THEN coalesce(:digest, text_digest) ELSE :digest END,"
            " listed = coalesce(:listed, listed),"
            " refused = NULL, reason = '', detail = '', times = 0",
            {"url": url, "site": site, "when": _stamp(when), "same": same, "digest": digest,
             "listed": _stamp(listed) if listed else None},
        )  # fmt: skip

    def refuse(self, refusal: Refusal) -> None:
        """An address gave nothing to keep."""
        self.run(
            "INSERT INTO address (url, site, refused, reason, detail, times)"
            " VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET site = excluded.site,"
            " refused = excluded.refused, reason = excluded.reason, detail = excluded.detail,"
            " times = times + 1",
            (refusal.url, refusal.site, _stamp(refusal.when), refusal.reason, refusal.detail),
        )

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

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise NotWritable(f"cannot write {self._path} ({error})", "nothing is lost") from None
        except sqlite3.DatabaseError as error:
            raise MemoryDamaged(self._path, str(error)) from None


def _remembered(row: tuple[Any, ...]) -> Remembered:
    url, looked, since, digest, listed, refused, reason = row
    return Remembered(
        url, _time(looked), _time(since), digest, _time(listed), _time(refused), reason
    )


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def _time(stamp: str | None) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None
