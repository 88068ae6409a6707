"""What stands first: words together before words apart, a whole title, the news of a thing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.pages import PageTable
from indexer.search.backend import Document, SearchBackend
from indexer.search.named import Names
from indexer.search.query import Query
from indexer.search.searching import answer
from indexer.search.slips import likeliest

Make = Callable[..., Document]


def ranked(backend: SearchBackend, folder: Path, words: str) -> list[str]:
    names = Names(backend, PageTable(folder / "articles.db"))
    return [hit.id for hit in answer(Query(words), backend, names).hits]


FILLER = "Общината обяви търг за нова сграда на училището в северния квартал на града тази пролет."


def test_words_side_by_side_stand_first(
    backend: SearchBackend, document: Make, tmp_path: Path
) -> None:
    apart = f"Белене е град. {FILLER} {FILLER} Работи и АЕЦ в Козлодуй."
    backend.write(
        [
            document(1, "Новини от деня", apart),
            document(2, "Новини от деня", f"{FILLER} Проектът АЕЦ Белене се отлага. {FILLER}"),
            document(3, "Новини от деня", f"{FILLER} За Белене АЕЦ не се предвижда. {FILLER}"),
        ]
    )
    assert ranked(backend, tmp_path, "АЕЦ Белене") == ["id2", "id3", "id1"]


def test_a_title_counts_by_the_share_of_the_query_in_it(
    backend: SearchBackend, document: Make, tmp_path: Path
) -> None:
    text = f"Данъчните от НАП предупреждават за измама с писма. {FILLER}"
    backend.write(
        [
            document(1, "НАП, НАП и пак НАП", f"{FILLER} Тук измама няма."),
            document(2, "Нова измама от името на НАП", text),
        ]
    )
    assert ranked(backend, tmp_path, "нап измама")[0] == "id2"


def test_one_word_asks_for_news(backend: SearchBackend, document: Make, tmp_path: Path) -> None:
    same = "Мечка слезе в селото."
    backend.write(
        [
            document(n, "Мечка в село", same, published=f"20{20 + n}-08-01T10:00:00")
            for n in (1, 3, 2)
        ]
    )
    assert ranked(backend, tmp_path, "мечка") == ["id3", "id2", "id1"]


@pytest.mark.parametrize(
    ("typed", "near", "meant"),
    [
        ("борсиов", {"борисов": 200, "борис": 400}, "борисов"),  # two letters swapped
        ("македоннски", {"македонски": 90, "македонците": 300}, "македонски"),  # doubled
        ("президинт", {"президент": 900, "презират": 2}, "президент"),
        ("кметъд", {"кметът": 80, "кмета": 800}, "кметът"),
        ("плодив", {"пловдив": 500, "плоди": 3}, "пловдив"),
    ],
)
def test_the_likeliest_slip_is_first(typed: str, near: dict[str, int], meant: str) -> None:
    assert likeliest(typed, near, 3)[0] == meant


@pytest.mark.parametrize("typed", ["лповдив", "словдив", "ловдив", "ппловдив", "пловдви"])
def test_the_first_letter_may_be_the_slip(
    backend: SearchBackend, document: Make, typed: str
) -> None:
    backend.write([document(1, "Пловдив чака гости", "Пловдив е готов.")])
    assert backend.similar(typed) == ("пловдив",)
