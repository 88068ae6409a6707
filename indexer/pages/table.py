"""The table of pages as it is written: noticed, read, put together into articles, handed on.

    notice        a capture came: its page is to be read
    settle        what the page was read as; the articles that it was and is of follow
    bury          a tombstone came: an article is gone when all its pages are
    outbox        articles whose document the search index does not have yet as it is here

An article's row is a function of its pages' rows, and a page's row of its captures and tombstones,
so that any order of these calls over the same archive ends in the same table.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from archive.address import place_of
from indexer.article import Article
from indexer.history import Wording
from indexer.pages.alike import sketch
from indexer.pages.article_json import dumped, loaded
from indexer.pages.articles import Reached, opened
from indexer.pages.assembling import Assembly
from indexer.pages.moving import claim_anew
from indexer.pages.page import (
    UNREADABLE,
    Due,
    PageRead,
    Passed,
    may_be_notice,
    text_digest,
)

_REFUSALS = (sqlite3.DataError, sqlite3.ProgrammingError, OverflowError, UnicodeError)
"""What SQLite says to a value that it cannot keep: too large, of no type, no valid text."""

SCHEMA = Path(__file__).with_name("pages.sql").read_text("utf-8")
CHUNK = 1_000  # rows of a listing read at once, so that no long read holds back a checkpoint

_NOTICE = (
    "INSERT INTO page (url, place, site, newest, gone) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET newest = excluded.newest, gone = excluded.gone, read_with = ''"
    " RETURNING article"
)
_SET = (
    "UPDATE page SET site = ?, read_with = ?, named_with = ?, outcome = ?, capture = ?,"
    " fetched = ?, article = ?, claimed = NULL, named = ?, met = ?, alike = ?, canonical = ?,"
    " text_digest = ?, notice = ?, value = ?"
    " WHERE url = ?"
)


class PageTable(Assembly):
    """articles.db open for writing, made if it is missing; of one thread.

    Raises (beside those of Articles): NotWritable: the disk is full or the folder read-only.
    """

    @contextmanager
    def change(self) -> Iterator[None]:
        """All changes inside happen at its end, or none does."""
        self._run("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._read.clear()
            self._assembled.clear()
            self._left.clear()
            self._run("ROLLBACK")
            raise
        self._run("COMMIT")

    def notice(self, url: str, site: str, capture: int, gone: datetime | None) -> None:
        """A capture came: its page is to be read again. `gone`: when the site dropped it."""
        row = (url, place_of(url), site, capture, _time(gone))
        self._touch(article for (article,) in self._run(_NOTICE, row))

    def bury(self, url: str, gone: datetime | None) -> None:
        """A tombstone came or went: its page is gone, or is not."""
        sql = "UPDATE page SET gone = ? WHERE url = ? RETURNING article"
        self._touch(article for (article,) in self._run(sql, (_time(gone), url)))

    def move(self, url: str, to: str | None, number: int | None) -> None:
        """A page leads to another address for good, or stands again.

        Args:
            to: that address; None while the page stands.
            number: of the move in the archive.
        """
        before = self._led_to(url)
        sql = "UPDATE page SET moved = ?, move = ? WHERE url = ?"
        self._run(sql, (place_of(to) if to else None, number, url))
        self._touch_of(url)
        for one in (url, *before):
            self._claim(one)

    def moved(self) -> list[tuple[str, int]]:
        """The pages that lead to another address, and the number of each move."""
        return self._run("SELECT url, move FROM page WHERE moved IS NOT NULL").fetchall()

    def sites(self) -> list[str]:
        """The sites that pages are of."""
        return [row[0] for row in self._run("SELECT DISTINCT site FROM page ORDER BY site")]

    def outdate(self, site: str, read_with: str) -> int:
        """Have the pages of a site that were read with another reading read again; how many."""
        sql = "UPDATE page SET read_with = '' WHERE site = ? AND read_with NOT IN ('', ?)"
        return self._run(sql, (site, read_with)).rowcount

    def due(self, waiting: Collection[str] = ()) -> Iterator[Due]:
        """The pages that are to be read, the newest capture first; may be settled meanwhile.

        Args:
            waiting: sites whose pages wait.
        """
        before = 1 << 62
        sql = (
            f"SELECT url, site, newest FROM page WHERE {_due(waiting)} AND newest < ?"
            " ORDER BY newest DESC LIMIT ?"
        )
        while rows := self._run(sql, (*waiting, before, CHUNK)).fetchall():
            before = rows[-1][2]
            yield from (Due(*row) for row in rows)

    def count_due(self, waiting: Collection[str] = ()) -> int:
        """How many pages are to be read; see `due`."""
        sql = f"SELECT count(*) FROM page WHERE {_due(waiting)}"
        return int(self._run(sql, tuple(waiting)).fetchone()[0])

    def passed(self, url: str, read_with: str) -> dict[int, Passed]:
        """The captures of a page that are known to give no article, read the same way."""
        sql = "SELECT capture, reason FROM passed_over WHERE url = ? AND read_with = ?"
        return {row[0]: Passed(*row) for row in self._run(sql, (url, read_with))}

    def wordings(self, url: str, read_with: str) -> dict[int, Wording]:
        """What captures of a page are known to say, read the same way."""
        sql = "SELECT capture, wording FROM content WHERE url = ? AND read_with = ?"
        return {row[0]: Wording.loaded(row[1]) for row in self._run(sql, (url, read_with))}

    def settle(self, page: PageRead) -> None:
        """Put what a page was read as in the place of what it was before."""
        self._touch_of(page.url)
        try:
            self._set(page)
        except _REFUSALS as error:
            self._refuse(page.url, page.capture, page.read_with, f"SQLite refuses it ({error})")

    def put(self, article: Article, url: str) -> None:
        """A page that needs no reading: of an index made without an archive."""
        self.notice(url, article.site, article.capture, article.gone)
        self.settle(PageRead(url, article.site, article, read_with="given"))

    def refuse(self, article_id: str, why: str) -> None:
        """The search index refuses an article: the capture that it stands on is passed over."""
        sql = (
            "SELECT page.url, capture, read_with FROM article JOIN page ON page.url = article.page"
            " WHERE article.id = ?"
        )
        for url, capture, read_with in self._run(sql, (article_id,)).fetchall():
            self._refuse(url, capture, read_with, f"the index refuses it ({why})")
        self._touch([article_id])

    def unnamed(self, named_with: str) -> list[tuple[str, Article]]:
        """Some of the pages that were named otherwise, with the article of each, newest first."""
        sql = (
            "SELECT url, value FROM page WHERE article IS NOT NULL AND named_with <> ?"
            " ORDER BY newest DESC LIMIT ?"
        )
        rows = self._run(sql, (named_with, CHUNK)).fetchall()
        return [(url, loaded(value)) for url, value in rows]

    def rename(self, url: str, article: Article, named_with: str) -> None:
        """Put an article that was named anew in the place of its page's."""
        sql = "UPDATE page SET value = ?, named_with = ? WHERE url = ?"
        self._run(sql, (dumped(article), named_with, url))
        self._read[url] = article
        self._touch_of(url)

    def reach(self, what: Reached, number: int) -> None:
        """Remember how far the archive has been noticed."""
        self._run("INSERT OR REPLACE INTO reached VALUES (?, ?)", (what, number))

    # Within

    def _connected(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._mapped():
            db = opened(f"{self._path.resolve().as_uri()}?mode=rwc")
            db.execute("PRAGMA journal_mode=WAL")
            db.executescript(SCHEMA)
            return db

    def _set(self, page: PageRead) -> None:
        found = page.found
        article = found if isinstance(found, Article) else None
        values = (
            page.site, page.read_with, page.named_with,
            "article" if isinstance(found, Article) else found.reason,
            page.capture, _time(page.fetched),
            article.id if article else None,
            article.id if article else None,
            article.id if article else None,
            sketch(article) if article else None,
            bool(article and _same_place(article.url, page.url)),
            text_digest(article) if article else None,
            bool(article and may_be_notice(article)),
            dumped(article) if article else None,
        )  # fmt: skip
        self._run(_SET, (*values, page.url))
        self._claim(page.url)
        self._touch_of(page.url)
        self._read.pop(page.url, None)
        if article:
            self._read[page.url] = article
        self._run("DELETE FROM passed_over WHERE url = ?", (page.url,))
        for passed in page.passed:
            self._pass_over(passed, page.url, "" if passed.again else page.read_with)
        self._remember(page)

    def _claim(self, url: str) -> None:
        """Settle which article a page claims, and those that it leads to."""
        claim_anew(self._run, url, self._touch_of)

    def _led_to(self, url: str) -> list[str]:
        """The pages at the address that a page leads to now."""
        sql = "SELECT url FROM page WHERE place = (SELECT moved FROM page WHERE url = ?)"
        return [row[0] for row in self._run(sql, (url,))]

    def _remember(self, page: PageRead) -> None:
        """What the page said over time."""
        self._run("DELETE FROM content WHERE url = ?", (page.url,))
        for capture, said in page.wordings.items():
            row = (capture, page.url, page.read_with, said.dumped())
            self._run("INSERT OR REPLACE INTO content VALUES (?, ?, ?, ?)", row)
        self._run("DELETE FROM version WHERE page = ?", (page.url,))
        for one in page.versions:
            version = (page.url, one.number, _time(one.seen), one.capture, " ".join(one.changed))
            self._run("INSERT INTO version VALUES (?, ?, ?, ?, ?)", version)

    def _pass_over(self, passed: Passed, url: str, read_with: str) -> None:
        row = (passed.capture, url, passed.reason, read_with)
        self._run("INSERT OR REPLACE INTO passed_over VALUES (?, ?, ?, ?)", row)

    def _refuse(self, url: str, capture: int, read_with: str, why: str) -> None:
        """Pass over a capture that was read and cannot be kept; its page is read without it."""
        self._touch_of(url)
        self._read.pop(url, None)
        self._pass_over(Passed(capture, UNREADABLE + why), url, read_with)
        self._run("DELETE FROM content WHERE capture = ?", (capture,))
        self._run(
            "UPDATE page SET read_with = '', outcome = '', article = NULL, claimed = NULL,"
            " named = NULL, met = NULL, alike = NULL, value = NULL, text_digest = NULL"
            " WHERE url = ?",
            (url,),
        )
        self._claim(url)


def _due(waiting: Collection[str]) -> str:
    return f"read_with = '' AND site NOT IN ({','.join('?' * len(waiting))})"


def _same_place(one: str, other: str) -> bool:
    return one == other or place_of(one) == place_of(other)


def _time(moment: datetime | None) -> str | None:
    """In UTC with microseconds, so that the later one is the greater text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None
