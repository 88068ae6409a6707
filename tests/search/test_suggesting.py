"""What somebody who is still typing may mean, in either alphabet and on the wrong keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.article import Article, Person
from indexer.naming.people.keys import key
from indexer.pages import PageTable
from indexer.search.backend import Document, SearchBackend
from indexer.search.named import Names
from indexer.search.suggesting import Suggested, suggest

Suggest = Callable[[str], Suggested]


def article(number: int, *persons: str) -> Article:
    named = tuple(Person(name, key(name)) for name in persons)
    url = f"https://paper.example/{number}"
    return Article(f"id{number}", "paper", url, "Заглавие", ("Текст.",), persons=named)


@pytest.fixture
def ask(backend: SearchBackend, document: Callable[..., Document], tmp_path: Path) -> Suggest:
    backend.write(
        [
            document(1, "Радев откри моста", "Мостът е отворен.", section="Свят",
                     sources=("БТА",)),
            document(2, "Ракета над морето", "Ракетата падна. Радост няма.", section="Свят"),
            document(3, "Мостът чака", "Радев мълчи.", section="България", sources=("Ройтерс",)),
        ]
    )  # fmt: skip
    table = PageTable(tmp_path / "articles.db")
    with table.change():
        for number, persons in enumerate((["Румен Радев"], ["Румен Радев"], ["Радка Колева"])):
            table.put(article(number, *persons), f"https://paper.example/{number}")
        table.put_together()
        table.settle_people()
    names = Names(backend, table)
    return lambda typed: suggest(typed, backend, names)


@pytest.mark.parametrize("typed", ["рад", "Рад", "rad", "румен ра", "rumen ra", ",do"])
def test_persons(ask: Suggest, typed: str) -> None:
    assert next(person.label for person in ask(typed).persons) == "Румен Радев"


def test_titles_of_which_the_last_word_has_begun(ask: Suggest) -> None:
    assert [title.id for title in ask("мост").titles] == ["id1", "id3"]
    assert [title.id for title in ask("радев мос").titles] == ["id1"]
    assert [title.id for title in ask("radev mos").titles] == ["id1"]
    assert ask("мълчи").titles == ()  # it stands in a text alone


def test_sections_sources_words(ask: Suggest) -> None:
    assert ask("св").sections == ("Свят",)
    assert ask("бт").sources == ("БТА",)
    assert ask("радо").words == ("радост",)
    assert ask("нова рак").words == ("нова ракета", "нова ракетата")


@pytest.mark.parametrize("typed", ["", "р", " ", "!!", "ъъъъъ", "x" * 10_000, "\0", "а" * 3 + "*"])
def test_nothing_is_an_answer_too(ask: Suggest, typed: str) -> None:
    assert ask(typed).persons == ()
