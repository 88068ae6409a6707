"""What is related: the same event before the same people, none of it the same text again."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.pages import PageTable
from indexer.search.backend import Document, SearchBackend
from indexer.search.named import Names
from indexer.search.related import Like, related

Make = Callable[..., Document]
EVENT = (
    "Обирът на музея в Каменград стана призори. Крадците взеха осем бижута от залата с короните,"
    " съобщи прокуратурата. Стълбата е намерена до реката."
)
MORE = (
    "Двама от крадците на музея в Каменград са задържани. Бижута и корони още се търсят до реката."
)
AGAIN = EVENT.replace("призори", "рано призори")


@pytest.fixture
def near(backend: SearchBackend, document: Make, tmp_path: Path) -> Callable[[str], list[str]]:
    filler = [
        document(
            n, f"Мач номер {n}", f"Отборът победи с {n} гола на стадиона в града пред публика."
        )
        for n in range(20, 60)
    ]
    backend.write(
        [
            *filler,
            document(1, "Обир в музея", EVENT, published="2026-03-01T10:00:00"),
            document(2, "Обир в музея", AGAIN, published="2026-03-01T12:00:00"),
            document(3, "Задържани за обира", MORE, published="2026-03-09T10:00:00"),
            document(4, "Задържани за обира", MORE + " Делото е старо.",
                     published="2016-03-09T10:00:00"),
            document(5, "Рецепта за баница", "Смесете яйцата със сиренето и печете."),
        ]
    )  # fmt: skip
    names = Names(backend, PageTable(tmp_path / "articles.db"))

    def ids(text: str) -> list[str]:
        like = Like(text, id="id1", published=datetime(2026, 3, 1, 10, tzinfo=UTC))
        return [one.hit.id for one in related(like, 5, backend, names)]

    return ids


def test_the_event_and_not_its_own_text_again(near: Callable[[str], list[str]]) -> None:
    found = near(f"Обир в музея\n\n{EVENT}")
    assert "id2" not in found
    assert found[:1] == ["id3"]


def test_the_newer_of_two_that_are_equally_near(near: Callable[[str], list[str]]) -> None:
    found = near(f"Обир в музея\n\n{EVENT}")
    assert "id4" not in found[: found.index("id3") + 1]


def test_nothing_rather_than_anything(near: Callable[[str], list[str]]) -> None:
    assert near("Времето утре ще бъде слънчево с температури около двайсет градуса.") == []
