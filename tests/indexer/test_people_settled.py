"""Who is who over the archive: kept up article by article, the same as made anew at once."""

import os
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.article import Article, Person, Quote
from indexer.naming.people.decisions import parsed
from indexer.naming.people.keys import key
from indexer.pages import Articles, PageTable

Named = tuple[str, ...]


def article(number: int, names: Named, quotes: Named = ()) -> Article:
    persons = tuple(
        Person(name, key(name), 1, " " in name, "name" if " " in name else "alone")
        for name in names
    )
    said = tuple(Quote("Да", 0, 0, 2, name, key(name)) for name in quotes)
    return Article(
        f"id{number}", "paper", f"https://paper.example/{number}", "Т", ("Текст",),
        persons=persons, quotes=said,
    )  # fmt: skip


def put(table: PageTable, number: int, names: Named, quotes: Named = ()) -> None:
    with table.change():
        made = article(number, names, quotes)
        table.put(made, made.url)
        table.put_together()
        table.settle_people()


@pytest.fixture
def table(tmp_path: Path) -> PageTable:
    return PageTable(tmp_path / "articles.db")


def keys(table: Articles, number: int) -> list[tuple[str, bool, str]]:
    found = table.get(f"id{number}")
    assert found is not None
    return [(p.key, p.certain, p.by) for p in found.persons]


def test_a_surname_is_linked_once_the_archive_tells(table: PageTable) -> None:
    put(table, 1, ("Калистратов",))
    assert keys(table, 1) == [("калистратов", False, "alone")]
    put(table, 2, ("Иво Калистратов",))
    put(table, 3, ("Иво Калистратов",))
    assert keys(table, 1) == [("ивокалистратов", False, "surname")]
    assert "id1" in table.waiting()
    assert table.people_called("Калистратов") == ("ивокалистратов",)
    assert [s.form for s in table.spellings("ивокалистратов")] == ["Иво Калистратов", "Калистратов"]


def test_a_link_is_taken_back_when_another_bearer_comes(table: PageTable) -> None:
    put(table, 1, ("Калистратов",))
    for number in (2, 3):
        put(table, number, ("Иво Калистратов",))
    for number in (4, 5):
        put(table, number, ("Ана Калистратов",))
    assert keys(table, 1) == [("калистратов", False, "alone")]


def test_two_names_of_one_person_in_an_article_are_one(table: PageTable) -> None:
    put(table, 1, ("Бойко Борисов",))
    put(table, 2, ("Бойко Борисов",))
    put(table, 3, ("Бойко Методиев Борисов", "Борисов"))
    found = table.get("id3")
    assert found is not None
    assert [(p.key, p.mentions) for p in found.persons] == [(key("Бойко Борисов"), 2)]


def test_quotations_follow_the_person(table: PageTable) -> None:
    put(table, 1, ("Иво Калистратов",), ("Иво Калистратов",))
    put(table, 2, ("И. Калистратов",), ("И. Калистратов",))
    assert table.count_quotes("ивокалистратов") == 2
    assert [(a.id, q.text) for a, q in table.quotes("ивокалистратов", 5)] == [
        ("id1", "Да"),
        ("id2", "Да"),
    ]


def test_decisions_hold_with_the_next_run_and_go_with_it(tmp_path: Path) -> None:
    path = tmp_path / "articles.db"
    first = PageTable(path)
    put(first, 1, ("Гриша Топалов",))
    put(first, 2, ("Гришо Топалчев",))
    first.delivered()
    first.close()

    def run(*lines: str) -> tuple[list[tuple[str, bool, str]], list[str], PageTable]:
        table = PageTable(path, parsed(lines))
        with table.change():
            table.settle_people()
        waiting = table.waiting()
        table.delivered()
        return keys(table, 2), waiting, table

    merged, waiting, table = run("Гришата = Гриша Топалов; Гришо Топалчев")
    assert merged == [("гришата", True, "decision")]
    assert waiting == ["id1", "id2"]
    assert table.labels(["гришата"]) == {"гришата": ("Гришата", True)}
    table.close()
    same, waiting, table = run("Гришата = Гриша Топалов; Гришо Топалчев")
    assert (same, waiting) == (merged, [])
    table.close()
    hidden, waiting, table = run("-Гришо Топалчев")
    assert (hidden, waiting) == ([], ["id1", "id2"])
    assert table.people_called("Топалчев") == ()
    table.close()
    back, waiting, table = run()
    assert (back, waiting) == ([("гришотопалчев", True, "name")], ["id2"])
    table.close()


NAMES = st.sampled_from(
    ["Иво Калев", "Ива Калева", "Калев", "И. Калев", "Иво Петров Калев", "Ани Калев", "Калева",
     "Ivo Kalev", "Калеф", "Иво Калеф"]
)  # fmt: skip
STEPS = st.lists(
    st.tuples(st.integers(0, 5), st.lists(NAMES, unique=True, max_size=4).map(tuple)),
    min_size=1, max_size=14,
)  # fmt: skip
DECISIONS = st.sampled_from(
    [(), ("Иво Калев = Калеф",), ("-Ани Калев",), ("Иво Калев != И. Калев",)]
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=int(os.environ.get("HRONIKA_EXAMPLES", "100")),
)
@given(STEPS, DECISIONS)
def test_article_by_article_is_the_same_as_at_once(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[int, Named]],
    lines: Named,
) -> None:
    folder = tmp_path_factory.mktemp("settled")
    one = PageTable(folder / "one.db", parsed(lines))
    for number, names in steps:
        put(one, number, names)
    last = dict(steps)
    other = PageTable(folder / "other.db", parsed(lines))
    with other.change():
        for number, names in last.items():
            made = article(number, names)
            other.put(made, made.url)
        other.put_together()
        other.settle_people()
    assert rows(folder / "one.db") == rows(folder / "other.db")
    one.close()
    other.close()


def rows(path: Path) -> list[list[tuple[object, ...]]]:
    db = sqlite3.connect(path)
    tables = ("naming", "name", "label", "label_word", "quote", "decision")
    found = [sorted(db.execute(f"SELECT * FROM {table}").fetchall()) for table in tables]
    db.close()
    return found


def test_an_article_without_persons(table: PageTable) -> None:
    put(table, 1, ())
    assert table.waiting() == ["id1"]
