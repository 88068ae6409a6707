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
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archive.address import place_of
from indexer.article import Article
from indexer.pages import labels
from indexer.pages.article_json import dumped, loaded
from indexer.pages.articles import Articles, Reached, opened
from indexer.pages.meeting import Claim, meet, standing_at
from indexer.pages.page import UNREADABLE, Due, PageRead, Passed, text_digest

_REFUSALS = (sqlite3.DataError, sqlite3.ProgrammingError, OverflowError, UnicodeError)
"""What SQLite says to a value that it cannot keep: too large, of no type, no valid text."""

SCHEMA = Path(__file__).with_name("pages.sql").read_text("utf-8")
CHUNK = 1_000  # rows of a listing read at once, so that no long read holds back a checkpoint

_PAGES = (
    "SELECT url, gone, value, place, article = claimed FROM page WHERE article = ?"
    " ORDER BY own OR article <> claimed DESC, fetched DESC, capture DESC, url"
)
_CLAIMS = (
    "SELECT url, own, article, value FROM page WHERE claimed = ?"
    " ORDER BY own DESC, fetched DESC, capture DESC, url"
)
_NAME = (
    "INSERT INTO naming VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
    " mentions = mentions + excluded.mentions, certain = max(certain, excluded.certain)"
)
_NOTICE = (
    "INSERT INTO page (url, place, site, newest, gone) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET newest = excluded.newest, gone = excluded.gone, read_with = ''"
    " RETURNING article"
)
_SET = (
    "UPDATE page SET site = ?, read_with = ?, named_with = ?, outcome = ?, capture = ?,"
    " fetched = ?, article = ?, claimed = ?, own = ?, text_digest = ?, value = ? WHERE url = ?"
)


class PageTable(Articles):
    """articles.db open for writing, made if it is missing; of one thread.

    Raises (beside those of Articles): NotWritable: the disk is full or the folder read-only.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._read: dict[str, Article] = {}  # by page, of the batch that is being written
        self._assembled: dict[str, Article] = {}  # by id, until the index has them

    @contextmanager
    def change(self) -> Iterator[None]:
        """All changes inside happen at its end, or none does."""
        self._run("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._read.clear()
            self._assembled.clear()
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

    def put_together(self) -> int:
        """Make the articles of the outbox from their pages again, and their persons' labels.

        Returns how many of them are gone from their site that were not.
        """
        keys: set[str] = set()
        gone = 0
        for claimed in self.waiting():
            self._meet(claimed)
        for article_id in self.waiting():
            gone -= self._take_apart(article_id, keys)
            gone += self._put_together(article_id, keys)
        with self._mapped():
            labels.relabel(self._db, keys)
        return max(0, gone)

    def assembled(self, article_id: str) -> Article | None:
        """As `get`; what was just put together is not read again."""
        return self._assembled.get(article_id) or self.get(article_id)

    def waiting(self) -> list[str]:
        """The articles whose document the search index does not have as it is here."""
        return [row[0] for row in self._run("SELECT article FROM outbox ORDER BY article")]

    def delivered(self) -> None:
        """The search index has all that waited."""
        self._run("DELETE FROM outbox")
        self._read.clear()
        self._assembled.clear()

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
            bool(article and _same_place(article.url, page.url)),
            text_digest(article) if article else None,
            dumped(article) if article else None,
        )  # fmt: skip
        self._run(_SET, (*values, page.url))
        self._touch([article.id if article else None])
        self._read.pop(page.url, None)
        if article:
            self._read[page.url] = article
        self._run("DELETE FROM passed_over WHERE url = ?", (page.url,))
        for passed in page.passed:
            self._pass_over(passed, page.url, "" if passed.again else page.read_with)

    def _pass_over(self, passed: Passed, url: str, read_with: str) -> None:
        row = (passed.capture, url, passed.reason, read_with)
        self._run("INSERT OR REPLACE INTO passed_over VALUES (?, ?, ?, ?)", row)

    def _refuse(self, url: str, capture: int, read_with: str, why: str) -> None:
        """Pass over a capture that was read and cannot be kept; its page is read without it."""
        self._touch_of(url)
        self._read.pop(url, None)
        self._pass_over(Passed(capture, UNREADABLE + why), url, read_with)
        self._run(
            "UPDATE page SET read_with = '', outcome = '', article = NULL, claimed = NULL,"
            " value = NULL, text_digest = NULL WHERE url = ?",
            (url,),
        )

    def _touch(self, articles: Iterable[str | None]) -> None:
        for article_id in [one for one in articles if one]:
            self._run("INSERT OR IGNORE INTO outbox VALUES (?)", (article_id,))

    def _touch_of(self, url: str) -> None:
        """The articles that a page is of, and that it claims to be of."""
        sql = "SELECT article, claimed FROM page WHERE url = ?"
        self._touch(one for row in self._run(sql, (url,)).fetchall() for one in row)

    def _meet(self, claimed: str) -> None:
        """See which of the pages that claim to be of an article are; the others stand alone."""
        rows = self._run(_CLAIMS, (claimed,)).fetchall()
        if all(row[2] == claimed for row in rows) and len(rows) < 2:
            return
        pages = [Claim(url, own, self._read.get(url) or loaded(v)) for url, own, _, v in rows]
        members = meet(claimed, pages)
        for url, _, article, _ in rows:
            if members[url] != article:
                self._run("UPDATE page SET article = ? WHERE url = ?", (members[url], url))
                self._touch([article, members[url]])

    def _take_apart(self, article_id: str, keys: set[str]) -> bool:
        """Drop an article's rows, its persons' keys told; whether it was gone from its site."""
        self._assembled.pop(article_id, None)
        row = self._run("DELETE FROM article WHERE id = ? RETURNING gone", (article_id,)).fetchone()
        if row is None:
            return False
        persons = self._run("DELETE FROM naming WHERE article = ? RETURNING key", (article_id,))
        keys.update(key for (key,) in persons)
        return row[0] is not None

    def _put_together(self, article_id: str, keys: set[str]) -> bool:
        """Make an article's rows from its pages; whether all of these are gone from the site."""
        pages = self._run(_PAGES, (article_id,)).fetchall()
        if not pages:
            return False
        url, _, value, place, as_claimed = pages[0]
        article, gone = self._read.get(url) or loaded(value), [page[1] for page in pages]
        article = standing_at(article, article_id, article.url if as_claimed else url)
        vanished = max(gone) if all(gone) else None
        if article.url != url:
            place = place_of(article.url)
        row = (article_id, article.url, place, url, vanished)
        self._assembled[article_id] = replace(article, gone=_moment(vanished))
        self._run("INSERT INTO article VALUES (?, ?, ?, ?, ?)", row)
        for person in article.persons:
            self._run(_NAME, (article_id, person.key, person.name, person.mentions, person.certain))
            keys.add(person.key)
        return vanished is not None


def _due(waiting: Collection[str]) -> str:
    return f"read_with = '' AND site NOT IN ({','.join('?' * len(waiting))})"


def _same_place(one: str, other: str) -> bool:
    return one == other or place_of(one) == place_of(other)


def _moment(stamp: str | None) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None


def _time(moment: datetime | None) -> str | None:
    """In UTC with microseconds, so that the later one is the greater text."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds") if moment else None
