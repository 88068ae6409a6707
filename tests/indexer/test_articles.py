"""The article table and the generations, on real files."""

import multiprocessing
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.article import Article, Caption, NotAnArticle, Person, Source, article_id
from indexer.build import generation
from indexer.errors import IndexBusy, IndexMissing
from indexer.naming.people.keys import key
from indexer.pages import Articles, PageRead, PageTable
from indexer.pages.article_json import dumped, loaded

NOW = datetime(2026, 9, 1, 10, 30, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
moments = st.none() | st.datetimes(timezones=st.just(UTC))


@given(
    st.builds(
        Article,
        id=texts,
        site=texts,
        url=texts,
        title=texts,
        body=st.lists(texts).map(tuple),
        section=st.none() | texts,
        published=moments,
        updated=moments,
        authors=st.lists(texts).map(tuple),
        captions=st.lists(st.builds(Caption, texts, texts)).map(tuple),
        tags=st.lists(texts).map(tuple),
        persons=st.lists(st.builds(Person, texts, texts, st.integers(1, 9), st.booleans())).map(
            tuple
        ),
        sources=st.lists(st.builds(Source, texts, st.booleans())).map(tuple),
        origin=st.dictionaries(texts, st.sampled_from(["json-ld", "text"])),
        capture=st.integers(0, 10**9),
        gone=moments,
    )
)
def test_an_article_survives_the_table(article: Article) -> None:
    assert loaded(dumped(article)) == article


@pytest.fixture
def table(tmp_path: Path) -> PageTable:
    return PageTable(tmp_path / "articles.db")


def put(table: PageTable, number: int, *forms: str) -> Article:
    url = f"https://paper.example/{number}"
    persons = tuple(Person(form, "иванколев") for form in forms)
    article = Article(article_id(url), "paper", url, "Т", ("Текст",), persons=persons)
    table.put(article, url)
    table.put_together()
    table.settle_people()
    return article


def test_ids_follow_from_addresses_alone() -> None:
    assert article_id("https://paper.example/1") == article_id("https://paper.example/1")
    assert len({article_id(f"https://paper.example/{n}") for n in range(10_000)}) == 10_000
    assert article_id("https://paper.example/1").isalnum()


def test_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    folder = tmp_path / "архив ?a=1#b%20c"
    put(PageTable(folder / "articles.db"), 1)
    assert Articles(folder / "articles.db").count() == 1


def test_an_article_is_found_by_id_and_address(table: PageTable) -> None:
    article = put(table, 1)
    assert table.get(article.id) == table.at(article.url) == article
    assert table.get("none") is None
    assert list(table.all()) == [article]


def test_an_article_in_the_place_of_a_page_passed_over(table: PageTable) -> None:
    url = "https://paper.example/1"
    table.notice(url, "paper", 1, None)
    table.settle(PageRead(url, "paper", NotAnArticle(url, "no text"), "1", capture=1))
    assert table.passed_over() == {"no text": 1}
    put(table, 1)
    assert table.passed_over() == {}


def test_a_change_happens_whole_or_not_at_all(table: PageTable) -> None:
    def broken() -> None:
        with table.change():
            put(table, 1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert table.count() == 0


def test_an_article_is_gone_when_all_its_pages_are(table: PageTable) -> None:
    article = put(table, 1)
    printed = f"{article.url}?print=1"
    table.put(article, printed)
    table.bury(article.url, NOW)
    assert table.put_together() == 0
    assert table.get(article.id) == article
    table.bury(printed, NOW)
    assert table.put_together() == 1
    assert table.get(article.id) == replace(article, gone=NOW)
    table.bury(printed, None)
    assert table.put_together() == 0
    assert table.get(article.id) == article


def test_an_article_has_all_its_addresses(table: PageTable) -> None:
    article = put(table, 1)
    table.put(article, f"{article.url}/amp")
    table.put_together()
    table.settle_people()
    assert table.addresses(article.id) == (article.url, f"{article.url}/amp")
    for address in ("http://www.paper.example/1/amp", "http://paper.example/1", article.url):
        assert table.at(address) == article
    assert table.at("https://paper.example/1/other") is None


def test_the_most_frequent_form_is_shown(table: PageTable) -> None:
    put(table, 1, "Ив. Колев")
    put(table, 2, "Иван Колев")
    put(table, 3, "Иван Колев")
    table.put_together()
    table.settle_people()
    assert table.labels(["иванколев", "друг"]) == {"иванколев": ("Иван Колев", True)}
    assert table.people_called("Колев") == ("иванколев",)
    assert table.people_called("Иван Колев") == ("иванколев",)
    assert table.people_called("Петров") == ()
    assert table.people_called("…") == ()


def test_forms_with_one_count_show_the_longest(table: PageTable) -> None:
    put(table, 1, "Колев")
    put(table, 2, "Иван Колев")
    table.put_together()
    table.settle_people()
    assert table.labels(["иванколев"]) == {"иванколев": ("Иван Колев", True)}


def named(table: PageTable, number: int, form: str) -> None:
    url = f"https://paper.example/{number}"
    person = Person(form, key(form))
    table.put(Article(article_id(url), "paper", url, "Т", ("Текст",), persons=(person,)), url)
    table.put_together()
    table.settle_people()


def test_letters_follow_what_is_written(table: PageTable, tmp_path: Path) -> None:
    reader = Articles(tmp_path / "articles.db")
    assert reader.letters() == table.letters() == {}
    named(table, 1, "Иван Колев")
    named(table, 2, "ибн Сина")
    assert reader.letters() == table.letters() == {"И": 2}
    named(table, 3, "Йордан Колев")
    assert reader.letters() == table.letters() == {"И": 2, "Й": 1}
    reader.close()


def test_persons_of_a_letter_come_by_name(table: PageTable) -> None:
    for number, form in enumerate(("Иво Б", "Иво А", "ибн Сина", "Йордан Колев")):
        named(table, number, form)
    rows, total = table.people_of_letter("И", 0, 2)
    assert ([form for _, form, _ in rows], total) == (["Иво А", "Иво Б"], 3)
    assert table.people_of_letter("И", 3, 2) == ((), 0)
    assert table.people_of_letter("Я", 0, 2) == ((), 0)


def test_nothing_is_in_use_before_it_is_whole(tmp_path: Path) -> None:
    with generation.writing(tmp_path):
        made = generation.fresh(tmp_path)
        with pytest.raises(IndexMissing):
            generation.current(tmp_path)
        generation.use(tmp_path, made)
        assert generation.current(tmp_path) == made
        other = generation.fresh(tmp_path)
        generation.use(tmp_path, other)
        assert made.exists()
        generation.prune(tmp_path)
        assert not made.exists()
        assert generation.current(tmp_path) == other


def hold(folder: Path, seconds: float, held: "multiprocessing.synchronize.Event") -> None:
    with generation.writing(folder):
        held.set()
        time.sleep(seconds)


def test_a_second_writer_waits_or_is_told_who_writes(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    other = context.Process(target=hold, args=(tmp_path, 0.5, held))
    other.start()
    assert held.wait(30)
    with (
        pytest.raises(IndexBusy, match=f"process {other.pid}"),
        generation.writing(tmp_path, wait=False),
    ):
        pass
    with generation.writing(tmp_path):
        other.join(5)
        assert other.exitcode == 0
