"""Cyrillic and Latin: the Act of 2009, months, Latin stems, keyboards."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.bulgarian import MONTHS, month, stems, transliterate
from indexer.bulgarian.keyboard import LAYOUTS, to_cyrillic, to_latin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("София", "Sofia"),
        ("България", "Bulgaria"),
        ("БЪЛГАРИЯ", "BULGARIA"),
        ("български", "balgarski"),
        ("Стара Загора", "Stara Zagora"),
        ("Щърбово", "Shtarbovo"),
        ("ЩЪРК", "SHTARK"),
        ("Жечо", "Zhecho"),
        ("Я", "Ya"),
        ("Ямбол", "Yambol"),
        ("Кюстендил", "Kyustendil"),
        ("Гьоков", "Gyokov"),
        ("Велико Търново", "Veliko Tarnovo"),
        ("Цариград, 1453 г.", "Tsarigrad, 1453 g."),
        ("Мария и Илия", "Maria i Ilia"),
        ("Мадрид (Madrid)", "Madrid (Madrid)"),
        ("", ""),
    ],
)
def test_act_of_2009(text: str, expected: str) -> None:
    assert transliterate(text) == expected


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъьюя"))
def test_every_word_becomes_latin(word: str) -> None:
    assert transliterate(word).isascii()


@pytest.mark.parametrize(
    ("word", "number"),
    [("януари", 1), ("Фев.", 2), ("МАЙ", 5), ("септ", 9), ("Декември", 12), ("маймуна", None)],
)
def test_months(word: str, number: int | None) -> None:
    assert month(word) == number


def test_twelve_months() -> None:
    assert set(MONTHS.values()) == set(range(1, 13))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("elecciones", "elección"),
        ("ciudadanos", "ciudadano"),
        ("ministros", "ministro"),
        ("meetings", "meeting"),
        ("banks", "bank"),
    ],
)
def test_latin_words_are_stemmed(one: str, other: str) -> None:
    assert set(stems(one)) & set(stems(other))


@pytest.mark.parametrize("name", ["vox", "efe", "lg", "infobae", "madrid", "co2", "f16", "zara"])
def test_latin_names_are_left_alone(name: str) -> None:
    assert stems(name) == (name,)


@pytest.mark.parametrize(
    ("typed", "layout", "meant"),
    [
        ("ifbrs", "keyboard-bds", "софия"),
        ("m,eproekj", "keyboard-bds", "президент"),
        ("sofiq", "keyboard-phonetic", "софия"),
        ("[umen", "keyboard-phonetic", "шумен"),
        ("wumen", "keyboard-phonetic-2006", "шумен"),
    ],
)
def test_keyboards(typed: str, layout: str, meant: str) -> None:
    assert to_cyrillic(typed, layout) == meant
    assert to_latin(meant, layout) == typed


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_a_layout_is_one_to_one(layout: str) -> None:
    keys, letters = LAYOUTS[layout]
    assert len(keys) == len(letters) == len(set(keys)) == len(set(letters))
    assert set("абвгдежзийклмнопрстуфхцчшщъьюя") <= set(letters)
