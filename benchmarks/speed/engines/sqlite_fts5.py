"""SQLite's FTS5; facets by SQL over a temporary table of the hits."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from benchmarks.speed.corpus import News, read
from benchmarks.speed.engines.engine import LISTED, Answer
from benchmarks.speed.queries import PERIOD, WITH_FACETS, Mode, Question

TABLES = """
PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-200000;
CREATE TABLE docs(id INTEGER PRIMARY KEY, title TEXT, text TEXT);
CREATE TABLE facts(id INTEGER PRIMARY KEY, section TEXT, published INT, ym INT);
CREATE TABLE names(id INTEGER PRIMARY KEY, kind INT, name TEXT, UNIQUE(kind, name));
CREATE TABLE persons(doc INT, name INT, PRIMARY KEY(doc, name)) WITHOUT ROWID;
CREATE TABLE sources(doc INT, name INT, PRIMARY KEY(doc, name)) WITHOUT ROWID;
CREATE VIRTUAL TABLE fts USING fts5(text, content='docs', content_rowid='id',
                                    tokenize="unicode61 remove_diacritics 0");
"""
OPENED = """
PRAGMA cache_size=-500000; PRAGMA mmap_size=8000000000; PRAGMA temp_store=MEMORY;
CREATE TEMP TABLE hits(id INTEGER PRIMARY KEY, score REAL);
"""
SNIPPETS = "snippet(fts, 0, '<b>', '</b>', '…', 30)"


class SqliteFts5:
    """One database, optimised after the build."""

    def build(self, corpus: Path, folder: Path) -> None:
        """See Engine."""
        with sqlite3.connect(folder / "fts.db") as db:
            db.executescript(TABLES)
            for news in read(corpus):
                _insert(db, news)
            db.execute("INSERT INTO fts(fts) VALUES('optimize')")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()

    def open(self, folder: Path) -> None:
        """See Engine."""
        self._db = sqlite3.connect(folder / "fts.db")
        self._db.executescript(OPENED)

    def run(self, question: Question, mode: Mode) -> Answer:
        """See Engine."""
        asked = _match(question)
        return self._counted(asked, mode) if mode in WITH_FACETS else self._best(asked, mode)

    def _best(self, asked: str, mode: Mode) -> Answer:
        total = self._rows("SELECT count(*) FROM fts WHERE fts MATCH ?", asked)[0][0]
        shown = SNIPPETS if mode == "snip" else "''"
        rows = self._rows(
            f"SELECT rowid, {shown} FROM fts WHERE fts MATCH ? ORDER BY rank LIMIT 10", asked
        )
        return Answer(total, [r[0] for r in rows], snippets=[r[1] for r in rows])

    def _counted(self, asked: str, mode: Mode) -> Answer:
        self._db.execute("DELETE FROM hits")
        if mode == "range":
            self._db.execute(
                "INSERT INTO hits SELECT fts.rowid, fts.rank FROM fts JOIN facts "
                "ON facts.id = fts.rowid WHERE fts MATCH ? AND published BETWEEN ? AND ?",
                (asked, *PERIOD),
            )
        else:
            score = "0" if mode == "date" else "rank"
            self._db.execute(
                f"INSERT INTO hits SELECT rowid, {score} FROM fts WHERE fts MATCH ?", (asked,)
            )
        order = "published DESC" if mode == "date" else "score"
        best = self._rows(f"SELECT id FROM hits JOIN facts USING(id) ORDER BY {order} LIMIT 10")
        total = self._rows("SELECT count(*) FROM hits")[0][0]
        return Answer(total, [row[0] for row in best], self._facets())

    def _facets(self) -> dict[str, dict[str, int]]:
        single = "SELECT {0}, count(*) FROM hits JOIN facts USING(id) GROUP BY 1"
        several = (
            "SELECT name, c FROM (SELECT {0}.name n, count(*) c FROM hits "
            "JOIN {0} ON doc = hits.id GROUP BY 1 ORDER BY c DESC LIMIT {1}) "
            "JOIN names ON names.id = n"
        )
        asked = {f: single.format(f) for f in ("section", "ym")}
        asked |= {f: several.format(f, LISTED) for f in ("persons", "sources")}
        return {f: {str(k): c for k, c in self._rows(sql)} for f, sql in asked.items()}

    def _rows(self, sql: str, *values: object) -> list[tuple[int, int]]:
        return self._db.execute(sql, values).fetchall()


def _insert(db: sqlite3.Connection, news: News) -> None:
    db.execute("INSERT INTO docs VALUES(?,?,?)", (news.id, news.title, news.text))
    facts = (news.id, news.section, news.day, news.day // 100)
    db.execute("INSERT INTO facts VALUES(?,?,?,?)", facts)
    db.execute("INSERT INTO fts(rowid, text) VALUES(?,?)", (news.id, news.text))
    for kind, table, names in ((1, "persons", news.persons), (2, "sources", news.sources)):
        for name in names:
            db.execute("INSERT OR IGNORE INTO names(kind, name) VALUES(?,?)", (kind, name))
            db.execute(
                f"INSERT INTO {table} SELECT ?, id FROM names WHERE kind=? AND name=?",
                (news.id, kind, name),
            )


def _match(question: Question) -> str:
    match question.operator:
        case "phrase":
            return '"' + " ".join(question.terms) + '"'
        case "prefix":
            return f'"{question.terms[0]}" *'
        case operator:
            between = " OR " if operator == "or" else " AND "
            return between.join(f'"{term}"' for term in question.terms)


ENGINES = {"sqlite_fts5": SqliteFts5}
