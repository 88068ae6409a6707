"""Sentences end where a reader would say so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.bulgarian import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Той каза. Тя мълча.", ["Той каза.", "Тя мълча."]),
        ("Наистина ли? Да! Край…", ["Наистина ли?", "Да!", "Край…"]),
        ("Проф. Иванов и д-р Петров дойдоха.", ["Проф. Иванов и д-р Петров дойдоха."]),
        ("Б. Петров живее в гр. Русе. Там работи.", ["Б. Петров живее в гр. Русе.", "Там работи."]),
        ("Избран през 2019 г. Сега е в Мадрид.", ["Избран през 2019 г.", "Сега е в Мадрид."]),
        ("Струва 3.5 млн. евро.", ["Струва 3.5 млн. евро."]),
        ("„Няма да стане.“ Така рече.", ["„Няма да стане.“", "Така рече."]),
        ("Каза: „Да.“\nНов ред", ["Каза: „Да.“", "Нов ред"]),
        ("Дойде. – И ти ли?", ["Дойде.", "– И ти ли?"]),
        ("без край", ["без край"]),
        ("   ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="АбВ г.!?\n„“…1"))
def test_no_letter_is_lost(text: str) -> None:
    spans = sentences(text)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert spans == sorted(spans)
