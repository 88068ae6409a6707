"""The article table as readers use it: articles by id and address, and the names of persons."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from archive.address import place_of
from archive.errors import NotWritable
from archive.readonly import NO_ROOM, reading
from indexer.article import Article, Person, Quote
from indexer.errors import IndexUnusable
from indexer.history import Wording
from indexer.naming.people.authority import Whom
from indexer.pages import labels, listing, people
from indexer.pages.article_json import loaded
from indexer.pages.lines import without
from indexer.pages.listing import Listed
from indexer.pages.meeting import standing_at
from indexer.pages.page import UNREADABLE, StoredPage
from indexer.pages.people import Spelling
from indexer.pages.told import versions_of, wording_of

DOUBTED = ("surname", "known")  # rules that link a word alone to somebody
Reached = Literal["captures", "tombstones", "moves", "underway"]

_VALUE = (
    "SELECT page.value, article.gone, article.id, article.url, article.left_out"
    " FROM article JOIN page ON page.url = article.page"
)


class Articles:
    """One articles.db, open for reading; safe to use from several threads.

    Raises (from every method): IndexUnusable: it is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._letters = labels.Letters()
        self._db = self._connected()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def get(self, article_id: str) -> Article | None:
        """The article with an id, its persons as the archive knows them."""
        found = self._raw(article_id)
        return self._with_people(found) if found else None

    def at(self, address: str) -> Article | None:
        """The article that has an address: canonical, or of any of its pages; www or not."""
        place = place_of(address)
        sql = (
            f"{_VALUE} WHERE article.id IN (SELECT id FROM article WHERE place = :place UNION ALL"
            " SELECT article FROM page WHERE place = :place) LIMIT 1"
        )
        row = self._run(sql, {"place": place}).fetchone()
        return self._with_people(_article(row)) if row else None

    def addresses(self, article_id: str) -> tuple[str, ...]:
        """Every address of an article: the canonical one, then its pages'."""
        sql = (
            "SELECT url FROM (SELECT 0 AS n, url FROM article WHERE id = :id UNION ALL"
            " SELECT 1, url FROM page WHERE article = :id ORDER BY n, url)"
        )
        return tuple(dict.fromkeys(row[0] for row in self._run(sql, {"id": article_id})))

    def all(self) -> Iterator[Article]:
        """Every article, by id."""
        rows = self._run(f"{_VALUE} ORDER BY article.id")
        return (self._with_people(_article(row)) for row in rows)

    def wording(self, capture: int) -> Wording | None:
        """See indexer.pages.told."""
        return wording_of(self._run, capture)

    def ids(self) -> Iterator[str]:
        """The id of every article, ascending."""
        return (row[0] for row in self._run("SELECT id FROM article ORDER BY id"))

    def listed(self, most: int, skipping: int) -> list[Listed]:
        """See indexer.pages.listing."""
        with self._mapped():
            return listing.listed(self._db, most, skipping)

    def persons_named(self, least: int, most: int) -> list[str]:
        """See indexer.pages.people."""
        with self._mapped():
            return people.persons_named(self._db, least, most)

    def places(self) -> frozenset[str]:
        """Every address that an article has, without scheme and www."""
        sql = "SELECT place FROM article UNION SELECT place FROM page WHERE article IS NOT NULL"
        return frozenset(row[0] for row in self._run(sql))

    def count(self) -> int:
        """How many articles there are."""
        return int(self._run("SELECT count(*) FROM article").fetchone()[0])

    def passed_over(self) -> dict[str, int]:
        """Reason → pages that hold no article, most first."""
        sql = (
            "SELECT outcome, count(*) FROM page WHERE article IS NULL AND outcome <> ''"
            " GROUP BY outcome ORDER BY 2 DESC, 1"
        )
        return dict(self._run(sql).fetchall())

    def unreadable(self) -> Iterator[tuple[str, int, str]]:
        """Address, capture and reason of each whole capture that reading did not survive."""
        sql = "SELECT url, capture, reason FROM passed_over WHERE reason LIKE ? ORDER BY capture"
        return iter(self._run(sql, (f"{UNREADABLE}%",)))

    def those_known(self, addresses: Iterable[str]) -> set[str]:
        """Those of some addresses (a few hundred) that are pages."""
        wanted = list(addresses)
        marks = ",".join("?" * len(wanted))
        return {row[0] for row in self._run(f"SELECT url FROM page WHERE url IN ({marks})", wanted)}

    def pages(self) -> Iterator[str]:
        """The address of every page."""
        return (row[0] for row in self._run("SELECT url FROM page ORDER BY url"))

    def count_pages(self) -> int:
        """How many pages there are."""
        return int(self._run("SELECT count(*) FROM page").fetchone()[0])

    def stored(self) -> Iterator[StoredPage]:
        """Every page that was read, as it is here, by address."""
        sql = "SELECT url, site, read_with, named_with, value FROM page WHERE read_with <> ''"
        return (StoredPage(*row) for row in self._run(f"{sql} ORDER BY url"))

    def waiting(self) -> list[str]:
        """The articles whose document the search index does not have as it is here."""
        return [row[0] for row in self._run("SELECT article FROM outbox ORDER BY article")]

    def reached(self, what: Reached) -> int:
        """The last capture or tombstone of the archive that was noticed; 0 for none."""
        row = self._run("SELECT number FROM reached WHERE what = ?", (what,)).fetchone()
        return int(row[0]) if row else 0

    def labels(self, keys: Iterable[str]) -> dict[str, tuple[str, bool]]:
        """See indexer.pages.labels."""
        with self._mapped():
            return labels.labels(self._db, keys)

    def people_called(self, name: str) -> tuple[str, ...]:
        """See indexer.pages.labels."""
        with self._mapped():
            return labels.people_called(self._db, name)

    def people_beginning(self, words: Iterable[str], most: int) -> tuple[str, ...]:
        """See indexer.pages.labels."""
        with self._mapped():
            return labels.people_beginning(self._db, words, most)

    def letters(self) -> dict[str, int]:
        """See indexer.pages.labels."""
        with self._mapped():
            return self._letters.of(self._db)

    def people_of_letter(
        self, letter: str, start: int, count: int
    ) -> tuple[tuple[tuple[str, str, bool], ...], int]:
        """See indexer.pages.labels."""
        with self._mapped():
            return labels.people_of_letter(self._db, letter, start, count)

    def spellings(self, key: str) -> tuple[Spelling, ...]:
        """See indexer.pages.people."""
        with self._mapped():
            return people.spellings(self._db, key)

    def count_quotes(self, key: str) -> int:
        """See indexer.pages.people."""
        with self._mapped():
            return people.count_quotes(self._db, key)

    def quotes(self, key: str, most: int) -> list[tuple[Article, Quote]]:
        """Quotations of a person with their articles, the newest captures first."""
        with self._mapped():
            places = people.quotes(self._db, key, most)
        articles = {one: self.get(one) for one in {article for article, _ in places}}
        return [
            (article, article.quotes[number])
            for one, number in places
            if (article := articles[one]) is not None and number < len(article.quotes)
        ]

    def articles_of(self, keys: Iterable[str]) -> dict[str, int]:
        """See indexer.pages.people."""
        with self._mapped():
            return people.articles_of(self._db, keys)

    def bearers(self, word: str) -> int:
        """See indexer.pages.people."""
        with self._mapped():
            return people.bearers(self._db, word)

    def _raw(self, article_id: str) -> Article | None:
        """The article with an id, its persons as the document alone has them."""
        row = self._run(f"{_VALUE} WHERE article.id = ?", (article_id,)).fetchone()
        return _article(row) if row else None

    def _with_people(self, article: Article) -> Article:
        """An article with its versions, whose persons are the archive's."""
        article = replace(article, versions=versions_of(self._run, article.id))
        keys = {person.key for person in article.persons}
        if not keys:
            return article
        with self._mapped():
            meant = people.whom(self._db, keys)
        return replace(
            article,
            persons=tuple(_meant(article.persons, meant)),
            quotes=tuple(
                replace(q, key=meant[q.key].key) if q.key in meant else q for q in article.quotes
            ),
        )

    def _connected(self) -> sqlite3.Connection:
        with self._mapped():
            db = reading(self._path, opened)
            db.execute("SELECT count(*) FROM reached")
            return db

    def _run(self, sql: str, values: Any = ()) -> sqlite3.Cursor:
        try:
            return self._db.execute(sql, values)
        except sqlite3.DatabaseError as error:
            raise self._accident(error) from None

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise self._accident(error) from None

    def _accident(self, error: sqlite3.DatabaseError) -> Exception:
        """SQLite's accidents as the project's own, so that none escapes."""
        if isinstance(error, sqlite3.DataError | sqlite3.ProgrammingError):
            return error  # says something of a value, not of the file
        if getattr(error, "sqlite_errorcode", None) in NO_ROOM:
            return NotWritable(f"cannot write {self._path} ({error})", "nothing is lost")
        return IndexUnusable(self._path.parent, f"{self._path.name}: {error}")


def opened(uri: str) -> sqlite3.Connection:
    """A connection that commits only where it is told to."""
    return sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None, timeout=10)


def live_addresses(path: Path) -> list[str]:
    """The canonical address of every article of a table of any version; none if it is unusable."""
    try:
        with closing(opened(f"{path.resolve().as_uri()}?mode=ro")) as db:
            return [row[0] for row in db.execute("SELECT url FROM article ORDER BY url")]
    except sqlite3.DatabaseError:
        return []


def _meant(persons: Iterable[Person], meant: Mapping[str, Whom]) -> Iterator[Person]:
    """Persons of a document as those of the archive: one each, those that are none left out."""
    found: dict[str, Person] = {}
    for person in persons:
        who, by = meant.get(person.key, Whom(person.key, ""))
        if not who:
            continue
        certain = person.certain and by not in DOUBTED
        now = replace(person, key=who, certain=certain, by=by or person.by)
        before = found.get(who)
        if before is not None:
            first, second = (before, now) if before.certain >= now.certain else (now, before)
            now = replace(first, mentions=first.mentions + second.mentions)
        found[who] = now
    yield from found.values()


def _article(row: tuple[bytes, str | None, str, str, str]) -> Article:
    value, gone, article_id, url, left_out = row
    article = standing_at(loaded(value), article_id, url)
    if left_out:
        article = replace(article, body=without(article, set(map(int, left_out.split()))))
    return replace(article, gone=datetime.fromisoformat(gone) if gone else None)
