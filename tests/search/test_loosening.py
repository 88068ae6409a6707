"""No article has all words: those with most of them, and what was left out is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.pages import PageTable
from indexer.search.backend import Document, SearchBackend
from indexer.search.named import Names
from indexer.search.query import Query
from indexer.search.results import Results
from indexer.search.searching import answer

Make = Callable[..., Document]


@pytest.fixture
def ask(backend: SearchBackend, document: Make, tmp_path: Path) -> Callable[[str], Results]:
    backend.write(
        [
            document(1, "Ремонт на метрото", "Кметът на Каменград спря ремонта на метрото."),
            document(2, "Пожар в Каменград", "Кметът на града видя пожара."),
            document(3, "Мач", "Отборът победи.", section="Спорт"),
            *(document(n, "Президентът говори", "Нов президент.") for n in range(10, 80)),
            document(91, "Tweet", "The president said."),
            document(90, "Грешка", "Пресидентът говори тук веднъж."),
        ]
    )
    names = Names(backend, PageTable(tmp_path / "articles.db"))
    return lambda words: answer(Query(words), backend, names)


@pytest.mark.parametrize(
    ("words", "found", "without", "some"),
    [
        ("ремонт метро кмет щипоргонка", ["id1"], ("щипоргонка",), 0),
        ("щипоргонка ремонт метро муцунка кмет", ["id1"], ("щипоргонка", "муцунка"), 0),
        ("ремонт кмет каменград пожар", ["id1", "id2"], (), 3),
        ("ремонт метро -пожар щипоргонка", ["id1"], ("щипоргонка",), 0),
        ("ремонт метро раздел:Спорт щипоргонка", [], (), 0),
        ('ремонт метро "щипоргонка"', [], (), 0),
        ("ремонт щипоргонка", [], (), 0),
        ("ремонт метро кмет", ["id1"], (), 0),
        ("щипоргонка муцунка драскотка", [], (), 0),
    ],
)
def test_most_of_the_words(
    ask: Callable[[str], Results], words: str, found: list[str], without: tuple, some: int
) -> None:
    results = ask(words)
    assert sorted(hit.id for hit in results.hits) == found
    assert (results.without, results.some) == (without, some)
    assert results.total == len(found)


def test_a_rare_slip_is_mended_though_it_finds_something(ask: Callable[[str], Results]) -> None:
    results = ask("пресидентът")
    assert [hit.id for hit in results.hits] == ["id90"]
    assert results.suggestion == "президентът"
    assert ask("каменград").suggestion is None
    assert ask("пресидент").suggestion == "президент"  # and not «president» by its keys
    assert ask("президентът").suggestion is None
