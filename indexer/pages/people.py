"""The authority settled: whom each name of the archive stands for, kept up with its articles.

    unsettled   names whose articles changed
    name        of each: how it is written most, in how many articles, whom it stands for
    decision    the editors' lines as they were applied last

What changed is worked out name by name; a group of names that sound alike is settled anew only
when one of them came, went, or changed in what the rules look at. So a run costs what it brings,
and the same archive ends in the same table in whatever order it came.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from indexer.naming.people.authority import Entry, Whom, resolved, rounded, sound
from indexer.naming.people.decisions import Decisions

__all__ = ["Spelling", "bearers", "count_quotes", "quotes", "settle", "spellings", "whom"]

MOST_SPELLINGS = 50
AT_ONCE = 500  # keys in one statement

_COUNTED = (
    "SELECT key, form, count(*), max(certain) FROM naming WHERE key IN ({marks}) GROUP BY key, form"
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way in which articles write a person's name; `by`: the rule that gives it to the person."""

    form: str
    articles: int
    by: str


def settle(db: sqlite3.Connection, decisions: Decisions) -> tuple[set[str], set[str]]:
    """Settle whom the names stand for whose articles, or whose decisions, changed.

    Returns the names that stand for somebody else than before, and the persons whose names or
    articles changed.
    """
    changed = {row[0] for row in db.execute("SELECT key FROM unsettled")}
    decided = _decided_anew(db, decisions)
    sounds, persons = _counted(db, changed)
    sounds.update(row[0] for row in _some(db, "SELECT sound FROM name WHERE key IN", decided))
    moved: set[str] = set()
    for one in sorted(sounds):
        moved |= _settled(db, one, decisions, persons)
    db.execute("DELETE FROM unsettled")
    return moved, persons


def whom(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, Whom]:
    """Whom names stand for, those that do not stand for themselves."""
    rows = _some(db, "SELECT key, who, by FROM name WHERE by <> '' AND key IN", set(keys))
    return {key: Whom(who, by) for key, who, by in rows}


def spellings(db: sqlite3.Connection, key: str) -> tuple[Spelling, ...]:
    """The ways in which a person's name is written, most frequent first."""
    sql = (
        "SELECT naming.form, count(*), by FROM name JOIN naming ON naming.key = name.key"
        " WHERE who = ? GROUP BY naming.form, by ORDER BY 2 DESC, 1 LIMIT ?"
    )
    return tuple(Spelling(*row) for row in db.execute(sql, (key, MOST_SPELLINGS)))


def count_quotes(db: sqlite3.Connection, key: str) -> int:
    """How many quotations of a person there are."""
    sql = (
        "SELECT count(*) FROM name JOIN quote ON quote.key = name.key"
        " WHERE who = ? AND quote.key <> ''"
    )
    return int(db.execute(sql, (key,)).fetchone()[0])


def quotes(db: sqlite3.Connection, key: str, most: int) -> list[tuple[str, int]]:
    """Article and number of a person's quotations, those that were captured last first."""
    sql = (
        "SELECT quote.article, quote.number FROM name JOIN quote ON quote.key = name.key"
        " JOIN article ON article.id = quote.article JOIN page ON page.url = article.page"
        " WHERE who = ? AND quote.key <> ''"  # said so that the index of those with a key serves
        " ORDER BY page.capture DESC, quote.article, quote.number LIMIT ?"
    )
    return [(article, number) for article, number in db.execute(sql, (key, most))]


def bearers(db: sqlite3.Connection, word: str) -> int:
    """How many persons have a word in their names."""
    return int(db.execute("SELECT count(*) FROM label_word WHERE word = ?", (word,)).fetchone()[0])


def articles_of(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, int]:
    """In how many articles each person is named, nearly: as the names were counted last."""
    wanted = list(keys)
    marks = ",".join("?" * len(wanted))
    sql = f"SELECT who, sum(articles) FROM name WHERE who IN ({marks}) GROUP BY who"
    return dict(db.execute(sql, wanted))


def persons_named(db: sqlite3.Connection, least: int, most: int) -> list[str]:
    """The persons whom at least so many articles name, nearly (see `articles_of`), most first."""
    sql = (
        "SELECT who FROM name WHERE who <> '' GROUP BY who HAVING sum(articles) >= ?"
        " ORDER BY sum(articles) DESC, who LIMIT ?"
    )
    return [row[0] for row in db.execute(sql, (least, most))]


def _decided_anew(db: sqlite3.Connection, decisions: Decisions) -> set[str]:
    """The keys of names in lines that came or went since they were applied last."""
    lines = {decision.line(): decision for decision in decisions.made}
    before = {row[0] for row in db.execute("SELECT line FROM decision")}
    if before == set(lines):
        return set()
    old = Decisions.of_lines(sorted(before - set(lines)))
    new = Decisions(tuple(lines[line] for line in lines if line not in before))
    db.execute("DELETE FROM decision")
    db.executemany("INSERT INTO decision VALUES (?)", [(line,) for line in sorted(lines)])
    return {*old.keys(), *new.keys()}


def _counted(db: sqlite3.Connection, keys: set[str]) -> tuple[set[str], set[str]]:
    """Count the articles of names; the sounds of those that changed, and whom they stood for."""
    forms: dict[str, list[tuple[int, int, str, int]]] = defaultdict(list)
    for key, form, articles, full in _some(db, _COUNTED, keys):
        forms[key].append((articles, len(form), form, full))
    rows = _some(db, "SELECT key, sound, form, articles, full, who FROM name WHERE key IN", keys)
    before = {row[0]: row[1:] for row in rows}
    sounds: set[str] = set()
    for key in keys:
        then = before.get(key)
        if key not in forms:
            if then:
                db.execute("DELETE FROM name WHERE key = ?", (key,))
                sounds.add(then[0])
            continue
        form = max(forms[key])[2]
        articles = rounded(sum(each[0] for each in forms[key]))
        now = (sound(form), form, articles, max(each[3] for each in forms[key]))
        if then is None or then[:4] != now:
            who = then[4] if then else key
            db.execute(
                "INSERT OR REPLACE INTO name VALUES (?, ?, ?, ?, ?, ?, '')", (key, *now, who)
            )
            sounds.update((now[0], then[0]) if then else (now[0],))
    return sounds, {row[4] for row in before.values()} | {key for key in keys if key in forms}


def _settled(db: sqlite3.Connection, one: str, decisions: Decisions, persons: set[str]) -> set[str]:
    """Settle the names of one sound; those that stand for somebody else now."""
    rows = db.execute(
        "SELECT key, form, articles, full, who, by FROM name WHERE sound = ?", (one,)
    ).fetchall()
    beside = _beside(db, {row[0] for row in rows})
    entries = (Entry(k, form, n, bool(full), beside[k]) for k, form, n, full, _, _ in rows)
    now = resolved(entries, decisions)
    moved = set()
    for key, _, _, _, who, by in rows:
        if now[key] != (who, by):
            db.execute("UPDATE name SET who = ?, by = ? WHERE key = ?", (*now[key], key))
            persons.update((who, now[key].key))
            moved.add(key)
    return moved


def _beside(db: sqlite3.Connection, keys: set[str]) -> dict[str, frozenset[str]]:
    """Key → the keys that some article has for the same person, both ways round."""
    found: dict[str, set[str]] = defaultdict(set)
    sql = "SELECT DISTINCT key, also FROM naming WHERE also <> '' AND key IN"
    for key, also in _some(db, sql, keys):
        for other in also.split():
            found[key].add(other)
            found[other].add(key)
    return defaultdict(frozenset, {key: frozenset(others) for key, others in found.items()})


def _some(db: sqlite3.Connection, sql: str, keys: set[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of a statement for keys, so many at once."""
    wanted = sorted(keys)
    whole = sql if "{marks}" in sql else sql + " ({marks})"
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        yield from db.execute(whole.format(marks=",".join("?" * len(some))), some).fetchall()
