"""The form that each person is shown under, and the words that find the person.

Keys here are persons': those that `name.who` of the table gives.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from indexer.naming.people.authority import famous
from indexer.naming.people.keys import key, token_keys

AT_ONCE = 500  # keys in one statement
LAST = "\U0010ffff"  # behind every word that begins the same

_CHOSEN = (
    "INSERT INTO label SELECT who, form, certain FROM"
    " (SELECT who, naming.form AS form, max(certain) AS certain, row_number() OVER"
    " (PARTITION BY who ORDER BY max(certain) DESC, count(*) DESC, length(naming.form) DESC,"
    " naming.form) AS place FROM name JOIN naming ON naming.key = name.key"
    " WHERE who IN ({marks}) GROUP BY who, naming.form) WHERE place = 1"
)
_FORMS = (
    "SELECT DISTINCT who, naming.form FROM name JOIN naming ON naming.key = name.key"
    " WHERE who IN ({marks})"
)


def relabel(db: sqlite3.Connection, keys: Iterable[str], shown: Mapping[str, str]) -> None:
    """Settle the labels of these persons anew: the form that an editor chose, that is certain, the
    most frequent, the longest; a person whom no article names any more has none.

    Args:
        shown: person's key → the form that an editor chose.
    """
    for some, marks in _in_parts(keys):
        db.execute(f"DELETE FROM label WHERE key IN ({marks})", some)
        db.execute(f"DELETE FROM label_word WHERE key IN ({marks})", some)
        db.execute(_CHOSEN.format(marks=marks), some)
        names = famous()
        known = [(names[key_], key_) for key_ in some if key_ in names]
        db.executemany("UPDATE label SET form = ? WHERE key = ? AND NOT certain", known)
        chosen = [(shown[key_], key_) for key_ in some if key_ in shown]
        db.executemany("UPDATE label SET form = ? WHERE key = ?", chosen)
        forms = [
            *db.execute(_FORMS.format(marks=marks), some),
            *((key_, form) for form, key_ in (*known, *chosen)),
        ]
        words = {(word, key_) for key_, form in forms if key_ for word in _words(form)}
        there = {
            row[0] for row in db.execute(f"SELECT key FROM label WHERE key IN ({marks})", some)
        }
        rows = sorted(pair for pair in words if pair[1] in there)
        db.executemany("INSERT INTO label_word VALUES (?, ?)", rows)


def labels(db: sqlite3.Connection, keys: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """Key → the form that the person is shown under, and whether some article is certain of it; a
    key that nobody has is missing.
    """
    found: dict[str, tuple[str, bool]] = {}
    for some, marks in _in_parts(keys):
        rows = db.execute(f"SELECT key, form, certain FROM label WHERE key IN ({marks})", some)
        found.update((key_, (form, bool(certain))) for key_, form, certain in rows)
    return found


def people_called(db: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Keys of the persons that a name may mean: its own, and all whose forms have its words."""
    words = dict.fromkeys(token_keys(name))
    if not words:
        return ()
    marks = ",".join("?" * len(words))
    sql = (
        f"SELECT key FROM label_word WHERE word IN ({marks}) GROUP BY key HAVING count(*) = ?"
        " UNION SELECT who FROM name WHERE key = ? AND who <> '' ORDER BY key"
    )
    return tuple(row[0] for row in db.execute(sql, (*words, len(words), key(name))))


def people_beginning(db: sqlite3.Connection, words: Iterable[str], most: int) -> tuple[str, ...]:
    """Keys of persons of whom, for each word, a form has a word that begins so.

    Args:
        words: as `naming.people.keys.token_keys` gives them; none finds nobody.
        most: keys that are given, the first in their order.
    """
    begun = [(word, word + LAST) for word in dict.fromkeys(words)]
    if not begun:
        return ()
    one = "SELECT DISTINCT key FROM label_word WHERE word >= ? AND word < ?"
    sql = f"{' INTERSECT '.join([one] * len(begun))} ORDER BY key LIMIT ?"
    rows = db.execute(sql, (*(limit for pair in begun for limit in pair), most))
    return tuple(row[0] for row in rows)


class Letters:
    """First letter of the form that is shown → persons; small letters count with their capital.

    All labels are looked through (24,000 take 5 ms), so the answer is kept until somebody writes.
    """

    def __init__(self) -> None:
        self._kept: tuple[tuple[int, int], dict[str, int]] | None = None

    def of(self, db: sqlite3.Connection) -> dict[str, int]:
        """The letters of a table; `data_version` changes with what other connections write."""
        version = (int(db.execute("PRAGMA data_version").fetchone()[0]), db.total_changes)
        kept = self._kept
        if kept is None or kept[0] != version:
            kept = self._kept = version, _letters(db)
        return kept[1]


def _letters(db: sqlite3.Connection) -> dict[str, int]:
    found: dict[str, int] = {}
    for letter, count in db.execute("SELECT substr(form, 1, 1), count(*) FROM label GROUP BY 1"):
        capital = letter.upper()[:1]
        found[capital] = found.get(capital, 0) + count
    return found


def people_of_letter(
    db: sqlite3.Connection, letter: str, start: int, count: int
) -> tuple[tuple[tuple[str, str, bool], ...], int]:
    """Key, form and certainty of the persons whose form begins with a capital letter, by form; and
    how many there are, 0 behind the last of them.
    """
    sql = (
        "SELECT key, form, certain, count(*) OVER () FROM label WHERE substr(form, 1, 1) IN (?, ?)"
        " ORDER BY form, key LIMIT ? OFFSET ?"
    )
    rows = db.execute(sql, (letter, letter.lower(), count, start)).fetchall()
    return tuple((row[0], row[1], bool(row[2])) for row in rows), rows[0][3] if rows else 0


def _words(form: str) -> set[str]:
    """The keys of a name's words, of a double name's halves too."""
    return {*token_keys(form), *token_keys(form.replace("-", " "))}


def _in_parts(keys: Iterable[str]) -> Iterator[tuple[list[str], str]]:
    wanted = sorted(set(keys))
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        yield some, ",".join("?" * len(some))
