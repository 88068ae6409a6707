"""«цитат:»: articles in which somebody says something, and the quotation as the snippet."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.article import Article, Person
from indexer.naming.people.keys import key
from indexer.pages import PageTable
from indexer.search.backend import Document, Said, SearchBackend
from indexer.search.named import Names
from indexer.search.query import Query
from indexer.search.searching import answer

KOLEV, TONEVA = "Иван Колев", "Ива Тонева"
TEXTS = (
    ("Избори през март. „Изборите ще са честни“, каза Колев.", ((KOLEV, "Изборите ще са честни"),)),
    ("Колев мълча за изборите. „Нямам думи“, каза Колев.", ((KOLEV, "Нямам думи"),)),
    ("„Изборът е наш“, каза Тонева.", ((TONEVA, "Изборът е наш"),)),
    ("Избори и Колев, без думи.", ()),
    ("„Изборите са фарс“, извика някой.", (("", "Изборите са фарс"),)),
)

Ask = Callable[[str], list[str]]


@pytest.fixture
def names(backend: SearchBackend, document: Callable[..., Document], tmp_path: Path) -> Names:
    table = PageTable(tmp_path / "articles.db")
    documents = []
    for number, (text, quotes) in enumerate(TEXTS):
        people = tuple(Person(name, key(name)) for name in (KOLEV, TONEVA))
        url = f"https://paper.example/{number}"
        table.put(Article(f"id{number}", "paper", url, "Т", (text,), persons=people), url)
        said = tuple(Said(key(name) if name else "", words) for name, words in quotes)
        documents.append(document(number, text=text, quotes=said))
    table.put_together()
    table.settle_people()
    backend.write(documents)
    return Names(backend, table)


@pytest.fixture
def ask(backend: SearchBackend, names: Names) -> Ask:
    def asked(words: str) -> list[str]:
        hits = answer(Query(words), backend, names).hits
        return sorted(hit.url.rsplit("/", 1)[-1] for hit in hits)

    return asked


def test_what_a_person_says_with_a_word(ask: Ask) -> None:
    assert ask("цитат:Колев избори") == ask("избори цитат:Колев") == ask("quote:Колев избори")
    assert len(ask("цитат:Колев избори")) == 1
    assert len(ask("избори")) == len(TEXTS)


def test_whatever_a_person_says(ask: Ask) -> None:
    assert len(ask("цитат:Колев")) == 2
    assert len(ask("цитат:Тонева")) == 1


def test_a_word_that_anybody_says(ask: Ask) -> None:
    assert len(ask("цитат:избори")) == 3


def test_without_what_a_person_says(ask: Ask) -> None:
    assert len(ask("избори -цитат:Колев")) == len(TEXTS) - 2


def test_the_snippet_is_the_quotation(backend: SearchBackend, names: Names) -> None:
    (hit,) = answer(Query("цитат:Колев избори"), backend, names).hits
    assert hit.snippet_html == "<mark>Изборите</mark> ще са честни"
