"""What says the same again in a list is told by the hit above that it repeats."""

from collections.abc import Callable

from indexer.search.backend import Document
from indexer.search.repeats import repeats

TEXT = "Мостът над реката в Каменград е затворен от днес, съобщиха от общината пред медиите. " * 3


def test_copies_point_to_the_first(document: Callable[..., Document]) -> None:
    found = repeats(
        [
            document(1, "Затвориха моста в Каменград", TEXT),
            document(2, "Пристанището чака", "Корабите закъсняват с часове заради вятъра."),
            document(3, "Затвориха моста в Каменград!", TEXT + " Край."),
            document(4, "Обновена: Затвориха моста в Каменград", TEXT),
            document(5, "Затвориха моста в Ведрина", "Съвсем друга история за друга река и мост."),
        ]
    )
    assert found == ["", "", "id1", "id1", ""]


def test_nothing_repeats_nothing(document: Callable[..., Document]) -> None:
    assert repeats([]) == []
    assert repeats([document(1, "", ""), document(2, "", "")]) == ["", ""]
