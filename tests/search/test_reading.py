"""How words are understood, on an index that knows some of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import bulgarian
from indexer.pages import PageTable
from indexer.search import tree
from indexer.search.backend import Document, Request, SearchBackend
from indexer.search.named import Names
from indexer.search.query import Query
from indexer.search.reading import understand


@pytest.fixture
def names(backend: SearchBackend, document: Callable[..., Document], tmp_path: Path):
    backend.write(
        [
            document(1, "Путин се срещна с Ким Чен Ун", "Шойгу беше там.", section="Свят"),
            document(2, "Барселона спечели", "Мачът във Vox беше труден. Putin.", section="Спорт"),
            document(3, "Мачът беше лек", "На срещата в София.", section="Свят"),
        ]
    )
    return Names(backend, PageTable(tmp_path / "articles.db"))


@pytest.fixture
def find(names: Names, backend: SearchBackend):
    def search(words: str, literal: bool = False) -> list[str]:
        node, _ = understand(Query(words, literal=literal), names)
        return [s.document.id for s in backend.search(Request(node)).documents]

    return search


def test_latin_letters_find_cyrillic(find) -> None:
    assert find("shoygu") == ["id1"]
    assert find("kim chen un") == ["id1"]
    assert find("barselona") == ["id2"]


def test_shlyokavica_finds_cyrillic(find) -> None:
    assert find("6oygu") == ["id1"]


def test_the_literal_reading_comes_first(find) -> None:
    assert find("putin") == ["id2", "id1"]


def test_taken_literally_only_the_typed_letters_count(find) -> None:
    assert find("putin", literal=True) == ["id2"]
    assert find("shoygu", literal=True) == []


def test_how_it_was_read_is_told(names: Names) -> None:
    _, understood = understand(Query("Shoygu мач"), names)
    assert understood.text == "Шойгу мач"
    assert [(w.typed, w.taken, w.kind) for w in understood.words] == [
        ("shoygu", "шойгу", "transliteration")
    ]


def test_words_of_no_weight_are_not_insisted_on(find) -> None:
    assert find("срещна ли се Путин с Ким") == ["id1"]
    assert find("на") == ["id3"]


def test_quoted_words_are_exact(find) -> None:
    assert find('"Мачът беше"') == ["id3"]
    assert find('"мач беше"') == []


def test_a_hyphen_joins_neighbours(find) -> None:
    assert find("Чен-Ун") == ["id1"]
    assert find("Ун-Чен") == []


def test_sections_by_name(find) -> None:
    assert set(find("раздел:свят")) == {"id1", "id3"}
    assert find("раздел:няма") == []


@pytest.mark.parametrize("typed", ["след:2024", "след:05.09.2023 -преди:2023", "преди:2022-02"])
def test_dates_in_a_query(names: Names, typed: str) -> None:
    node, understood = understand(Query(typed), names)
    assert "Published" in repr(node)
    assert understood.repairs == ()


@pytest.mark.parametrize("typed", ["след:някога", "преди:2023-13", "след:99.99.2023"])
def test_what_is_no_date_is_dropped_and_said(names: Names, typed: str) -> None:
    node, understood = understand(Query(typed), names)
    assert node == tree.Everything()
    assert understood.repairs == ("date-dropped",)


def test_short_wildcards_are_not_expanded(names: Names) -> None:
    node, understood = understand(Query("а*"), names)
    assert understood.repairs == ("wildcard-short",)
    assert node == tree.Term("а", bulgarian.stems("а"))


FIXTURE = [HealthCheck.function_scoped_fixture]


@settings(max_examples=300, deadline=None, suppress_health_check=FIXTURE)
@given(st.text(st.sampled_from('мача?*~! -"():рaz1.…'), max_size=24))
def test_whatever_is_typed_is_understood(names: Names, typed: str) -> None:
    understand(Query(typed), names)


@pytest.mark.parametrize("typed", ["бият?!", "бият?", "бият!?!", "бият?…"])
def test_marks_at_the_end_are_no_wildcards(names: Names, typed: str) -> None:
    node, understood = understand(Query(typed), names)
    assert isinstance(node, tree.Term | tree.Or)
    assert understood.repairs == ()


def test_a_question_is_no_wildcard(find) -> None:
    assert find("Къде Шойгу?") == []
    assert find("Шойгу?") == ["id1"]
