"""Articles put together from their pages: who meets, who is named, what is a link.

An article's rows are a function of its pages' rows and of the titles of the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from archive.address import place_of
from indexer.article import Article
from indexer.naming.people.decisions import NO_DECISIONS, Decisions
from indexer.pages import labels, people
from indexer.pages.article_json import loaded
from indexer.pages.articles import Articles
from indexer.pages.lines import line_digests, title_digest, without
from indexer.pages.meeting import Claim, meet, standing_at
from indexer.pages.page import REPEATED

_PAGES = (
    "SELECT url, gone, value, place, article = claimed, moved IS NULL FROM page WHERE article = ?"
    " ORDER BY met = article DESC, own OR met <> claimed DESC, fetched DESC, capture DESC, url"
)
_CLAIMS = (
    "SELECT url, canonical, met, value, alike, article, notice AND EXISTS (SELECT 1"
    " FROM page AS other WHERE other.notice AND other.text_digest = page.text_digest"
    " AND other.site = page.site AND other.claimed <> page.claimed) FROM page WHERE claimed = ?"
    " ORDER BY named = claimed DESC, canonical DESC, fetched DESC, capture DESC, url"
)
_NOTICES = (
    "SELECT other.claimed FROM page JOIN page AS other ON other.notice"
    " AND other.text_digest = page.text_digest AND other.site = page.site"
    " WHERE page.url = ? AND page.notice"
)
_ALIKE = (
    "SELECT url, met, article FROM page WHERE alike = ? AND met IS NOT NULL"
    " ORDER BY length(place), place, url"
)
_LINKS = (
    "SELECT digest FROM line WHERE article = ? AND NOT title AND EXISTS (SELECT 1"
    " FROM line AS named WHERE named.digest = line.digest AND named.title"
    " AND named.article <> line.article)"
)
_NAME = (
    "INSERT INTO naming VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
    " mentions = mentions + excluded.mentions, certain = max(certain, excluded.certain)"
)


class Assembly(Articles):
    """The articles of a table that is written."""

    def __init__(self, path: Path, decisions: Decisions = NO_DECISIONS) -> None:
        super().__init__(path)
        self._decisions = decisions
        self._read: dict[str, Article] = {}  # by page, of the batch that is being written
        self._assembled: dict[str, Article] = {}  # by id, until the index has them
        self._left: set[int] = set()  # `alike` of pages that may have it no more

    def put_together(self) -> int:
        """Make the articles of the outbox from their pages again; their names are to be settled.

        Returns how many of them are gone from their site that were not.
        """
        keys: set[str] = set()
        gone = 0
        alike: set[int] = set(self._left)
        for claimed in self.waiting():
            self._meet(claimed, alike)
        for key in alike:
            self._join(key)
        self._left.clear()
        titles: set[int] = set()
        waiting = self.waiting()
        for article_id in waiting:
            gone -= self._take_apart(article_id, keys, titles)
            gone += self._put_together(article_id, keys, titles)
        for article_id in dict.fromkeys((*waiting, *self._holders(titles))):
            self._leave_out(article_id)
        for name in keys:
            self._run("INSERT OR IGNORE INTO unsettled VALUES (?)", (name,))
        return max(0, gone)

    def settle_people(self) -> None:
        """Settle who is who among the names that changed; articles whose persons are others now
        are handed on again.
        """
        with self._mapped():
            moved, persons = people.settle(self._db, self._decisions)
            labels.relabel(self._db, persons, self._decisions.shown)
        for key in sorted(moved):
            rows = self._run("SELECT article FROM naming WHERE key = ?", (key,)).fetchall()
            self._touch(article for (article,) in rows)

    def assembled(self, article_id: str) -> Article | None:
        """As `get`; what was just put together is not read again."""
        found = self._assembled.get(article_id)
        return self._with_people(found) if found else self.get(article_id)

    def delivered(self) -> None:
        """The search index has all that waited."""
        self._run("DELETE FROM outbox")
        self._read.clear()
        self._assembled.clear()

    def _touch(self, articles: Iterable[str | None]) -> None:
        for article_id in [one for one in articles if one]:
            self._run("INSERT OR IGNORE INTO outbox VALUES (?)", (article_id,))

    def _touch_of(self, url: str) -> None:
        """The articles that a page is of, and that it claims to be of."""
        sql = "SELECT article, claimed, alike FROM page WHERE url = ?"
        for article, claimed, alike in self._run(sql, (url,)).fetchall():
            self._touch([article, claimed])
            self._left.update([alike] if alike is not None else [])
        self._touch(one for (one,) in self._run(_NOTICES, (url,)).fetchall())

    def _meet(self, claimed: str, alike: set[int]) -> None:
        """See which of the pages that claim to be of an article are; the others stand alone."""
        rows = self._run(_CLAIMS, (claimed,)).fetchall()
        pages = [
            Claim(url, own, self._read.get(url) or loaded(value))
            for url, own, _, value, _, _, repeated in rows
            if not repeated
        ]
        members = meet(claimed, pages) if pages else {}
        for url, _, before, _, key, article, _ in rows:
            met = members.get(url)
            if met != before:
                sql = "UPDATE page SET met = ?, outcome = ? WHERE url = ?"
                self._run(sql, (met, "article" if met else REPEATED, url))
            if key is None or met is None:
                self._set_article(url, article, met)
            if key is not None:
                alike.add(key)

    def _join(self, alike: int) -> None:
        """Pages whose texts are alike are of one article: that of the shortest address."""
        rows = self._run(_ALIKE, (alike,)).fetchall()
        for url, _, article in rows:
            self._set_article(url, article, rows[0][1])

    def _set_article(self, url: str, before: str | None, article: str | None) -> None:
        if before != article:
            self._run("UPDATE page SET article = ? WHERE url = ?", (article, url))
            self._touch([before, article])

    def _take_apart(self, article_id: str, keys: set[str], titles: set[int]) -> bool:
        """Drop an article's rows, its persons' keys and its title told; whether it was gone."""
        self._assembled.pop(article_id, None)
        lines = self._run(
            "DELETE FROM line WHERE article = ? RETURNING digest, title", (article_id,)
        )
        titles.update(digest for digest, title in lines if title)
        row = self._run("DELETE FROM article WHERE id = ? RETURNING gone", (article_id,)).fetchone()
        if row is None:
            return False
        self._run("DELETE FROM quote WHERE article = ?", (article_id,))
        persons = self._run("DELETE FROM naming WHERE article = ? RETURNING key", (article_id,))
        keys.update(key for (key,) in persons)
        return row[0] is not None

    def _put_together(self, article_id: str, keys: set[str], titles: set[int]) -> bool:
        """Make an article's rows from its pages; whether all of these are gone from the site."""
        pages = self._run(_PAGES, (article_id,)).fetchall()
        if not pages:
            return False
        url, _, value, place, as_claimed, _ = pages[0]
        article = self._read.get(url) or loaded(value)
        standing = [page for page in pages if page[5]] or pages  # one that moved is not there
        gone = [page[1] for page in standing]
        article = standing_at(article, article_id, article.url if as_claimed else url)
        vanished = max(gone) if all(gone) else None
        if article.url != url:
            place = place_of(article.url)
        row = (article_id, article.url, place, url, vanished)
        self._assembled[article_id] = replace(article, gone=_moment(vanished))
        self._run("INSERT INTO article VALUES (?, ?, ?, ?, ?, '')", row)
        title = title_digest(article)
        titles.add(title)
        self._run("INSERT INTO line VALUES (?, 1, ?)", (title, article_id))
        for digest in set(line_digests(article).values()):
            self._run("INSERT INTO line VALUES (?, 0, ?)", (digest, article_id))
        for person in article.persons:
            row = (article_id, person.key, person.name, person.mentions, person.certain)
            self._run(_NAME, (*row, " ".join(person.also)))
            keys.add(person.key)
        for number, quote in enumerate(article.quotes):
            self._run("INSERT INTO quote VALUES (?, ?, ?)", (article_id, number, quote.key))
        return vanished is not None

    def _holders(self, titles: Collection[int]) -> Iterator[str]:
        """The articles with a paragraph that is one of some titles."""
        for digest in titles:
            sql = "SELECT article FROM line WHERE digest = ? AND NOT title"
            yield from (article for (article,) in self._run(sql, (digest,)).fetchall())

    def _leave_out(self, article_id: str) -> None:
        """See which paragraphs of an article are titles of others, and leave them out."""
        row = self._run("SELECT left_out FROM article WHERE id = ?", (article_id,)).fetchone()
        if row is None:
            return
        links = {digest for (digest,) in self._run(_LINKS, (article_id,))}
        if not links and not row[0]:
            return
        self._run("UPDATE article SET left_out = '' WHERE id = ?", (article_id,))
        whole = self._raw(article_id)
        assert whole is not None
        numbers = [n for n, digest in line_digests(whole).items() if digest in links]
        left_out = " ".join(map(str, numbers))
        self._run("UPDATE article SET left_out = ? WHERE id = ?", (left_out, article_id))
        self._assembled[article_id] = replace(whole, body=without(whole, numbers))
        if left_out != row[0]:
            self._touch([article_id])


def _moment(stamp: str | None) -> datetime | None:
    return datetime.fromisoformat(stamp) if stamp else None
