"""The article table: every article as it was read last, and who is named in it. All SQL is here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from indexer.article import Article, NotAnArticle
from indexer.article_json import dumped, loaded
from indexer.people.keys import key, token_keys

SCHEMA = Path(__file__).with_name("articles.sql").read_text("utf-8")
Reached = Literal["captures", "tombstones"]


class Articles:
    """One articles.db; safe to read from several threads, written by one at a time."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        mode = "rwc" if create else "rw"
        self._db = sqlite3.connect(
            f"file:{quote(str(path))}?mode={mode}",
            uri=True,
            check_same_thread=False,
            isolation_level=None,
        )
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA busy_timeout=10000")
        if create:
            self._db.executescript(SCHEMA)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """All changes inside happen at its end, or none does."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def put(self, article: Article, captured: str) -> None:
        """Keep an article in the place of an earlier reading of it.

        Args:
            captured: the address that it was read from, which may differ from the canonical one.
        """
        published = int(article.published.timestamp()) if article.published else None
        row = (article.id, article.site, article.url, captured, published, article.capture)
        self._db.execute("DELETE FROM naming WHERE article = ?", (article.id,))
        self._db.execute("DELETE FROM passed_over WHERE url = ?", (article.url,))
        self._db.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, dumped(article))
        )
        named = [(article.id, p.key, p.name, p.mentions) for p in article.persons]
        self._db.executemany("INSERT OR REPLACE INTO naming VALUES (?, ?, ?, ?)", named)

    def pass_over(self, page: NotAnArticle, capture: int) -> None:
        """Remember that a page holds no article."""
        row = (page.url, capture, page.reason)
        self._db.execute("INSERT OR REPLACE INTO passed_over VALUES (?, ?, ?)", row)

    def mark_gone(self, captured: str, when: datetime) -> bool:
        """Mark the article of an address as gone from its site; whether there is one."""
        sql = "SELECT value FROM article WHERE captured = ?"
        row = self._db.execute(sql, (captured,)).fetchone()
        if row is None:
            return False
        changed = replace(loaded(row[0]), gone=when)
        sql = "UPDATE article SET value = ? WHERE id = ?"
        self._db.execute(sql, (dumped(changed), changed.id))
        return True

    def get(self, article_id: str) -> Article | None:
        """The article with an id."""
        row = self._db.execute("SELECT value FROM article WHERE id = ?", (article_id,)).fetchone()
        return loaded(row[0]) if row else None

    def at(self, address: str) -> Article | None:
        """The article whose page has an address, canonical or as captured."""
        sql = "SELECT value FROM article WHERE captured = ? OR url = ? LIMIT 1"
        row = self._db.execute(sql, (address, address)).fetchone()
        return loaded(row[0]) if row else None

    def captured(self) -> set[str]:
        """Every address that an article was read from or that was passed over."""
        sql = "SELECT captured FROM article UNION SELECT url FROM passed_over"
        return {row[0] for row in self._db.execute(sql)}

    def all(self) -> Iterator[Article]:
        """Every article, by id."""
        for (value,) in self._db.execute("SELECT value FROM article ORDER BY id"):
            yield loaded(value)

    def ids(self) -> Iterator[str]:
        """The id of every article, ascending."""
        return (row[0] for row in self._db.execute("SELECT id FROM article ORDER BY id"))

    def count(self) -> int:
        """How many articles there are."""
        return int(self._db.execute("SELECT count(*) FROM article").fetchone()[0])

    def passed_over(self) -> dict[str, int]:
        """Reason → pages that hold no article."""
        sql = "SELECT reason, count(*) FROM passed_over GROUP BY reason ORDER BY 2 DESC, 1"
        return dict(self._db.execute(sql).fetchall())

    def reached(self, what: Reached) -> int:
        """The last capture or tombstone of the archive that has been read."""
        sql = "SELECT number FROM reached WHERE what = ?"
        row = self._db.execute(sql, (what,)).fetchone()
        return int(row[0]) if row else 0

    def reach(self, what: Reached, number: int) -> None:
        """Remember how far the archive has been read."""
        self._db.execute("INSERT OR REPLACE INTO reached VALUES (?, ?)", (what, number))

    def label_people(self) -> None:
        """Choose the form that each person is shown under: the most frequent, then the longest."""
        self._db.execute("DELETE FROM label")
        self._db.execute("DELETE FROM label_word")
        self._db.execute(
            "INSERT INTO label SELECT key, form FROM (SELECT key, form, row_number() OVER"
            " (PARTITION BY key ORDER BY count(*) DESC, length(form) DESC, form) AS place"
            " FROM naming GROUP BY key, form) WHERE place = 1"
        )
        rows = self._db.execute("SELECT DISTINCT key, form FROM naming")
        words = {(word, key_) for key_, form in rows for word in token_keys(form)}
        self._db.executemany("INSERT INTO label_word VALUES (?, ?)", sorted(words))

    def labels(self, keys: Iterable[str]) -> dict[str, str]:
        """Key → the form that the person is shown under; a key that nobody has is missing."""
        wanted = list(dict.fromkeys(keys))
        found: dict[str, str] = {}
        for at in range(0, len(wanted), 500):
            some = wanted[at : at + 500]
            marks = ",".join("?" * len(some))
            sql = f"SELECT key, form FROM label WHERE key IN ({marks})"
            found.update(self._db.execute(sql, some).fetchall())
        return found

    def people_called(self, name: str) -> tuple[str, ...]:
        """Keys of the persons that a name may mean: the same key, or all its words in theirs."""
        whole = key(name)
        if not whole or self.labels([whole]):
            return (whole,) if whole else ()
        words = token_keys(name)
        marks = ",".join("?" * len(words))
        sql = (
            f"SELECT key FROM label_word WHERE word IN ({marks})"
            " GROUP BY key HAVING count(*) = ? ORDER BY key"
        )
        rows = self._db.execute(sql, (*words, len(set(words))))
        return tuple(row[0] for row in rows)
