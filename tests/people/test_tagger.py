"""The tagger: where a text names a person, and what no text can do to it."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.naming.people import mentions
from indexer.naming.people.tagger.capitals import as_small
from indexer.naming.people.tagger.words import runs_of, words_of


def names(text: str) -> list[str]:
    return [mention.name for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Това каза кметът Стоян Гърмидолов пред журналисти.", ["Стоян Гърмидолов"]),
        ("Треньорът Дейвид Хадсън и вратарят Пабло Нуниес", ["Дейвид Хадсън", "Пабло Нуниес"]),
        ("Председателката Урсула фон дер Лайен заяви това.", ["Урсула фон дер Лайен"]),
        ("Според проф. Нарасимхан няма риск.", ["Нарасимхан"]),
        ("Арестуваха Мирена Д. и Кънчо Ралев в Монтана.", ["Мирена Д.", "Кънчо Ралев"]),
        ("Говори д-р Ива Тонева от болницата.", ["Ива Тонева"]),
        ("крал Фелипе VI пристигна в Мадрид", ["Фелипе VI"]),
    ],
)
def test_names_of_many_kinds_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Мачът е на стадион „Васил Левски“ в неделя.",
        "Срещата е в зала „Христо Ботев“ в София.",
        "Ремонтират улица „Граф Игнатиев“ и бул. „Цар Борис III“.",
        "МБАЛ „Света Анна“ и болница „Пирогов“ са пълни.",
        "Софийският университет „Св. Климент Охридски“ обяви прием.",
        "Ботев Пловдив и Локомотив София не се победиха.",
        "В село Полковник Ламбриново няма вода.",
        "Семейство Петкови чака трето дете.",
    ],
)
def test_what_bears_a_name_is_no_person(text: str) -> None:
    assert names(text) == []


def test_a_name_found_for_sure_once_is_found_everywhere() -> None:
    text = (
        "Министърът Вилхелм Ракитски подаде оставка. Опозицията отдавна искаше това.\n"
        "Снощи Ракитски се сбогува с колегите си. На негово място идва Ана Калова."
    )
    assert names(text) == ["Вилхелм Ракитски", "Ракитски", "Ана Калова"]


def test_an_office_and_a_place_are_no_part_of_a_name() -> None:
    assert names("Вирусологът Нейтън Грубауг обясни новото изследване.") == ["Нейтън Грубауг"]
    assert names("Прокурорът на Габрово Ивета Станева каза това.") == ["Ивета Станева"]


def test_headlines_in_capitals_are_read_as_others() -> None:
    read = as_small(words_of("КМЕТЪТ СТОЯН ГЪРМИДОЛОВ ПОДАДЕ ОСТАВКА").texts)
    assert read == ["Кметът", "Стоян", "Гърмидолов", "подаде", "оставка"]
    assert names("КМЕТЪТ СТОЯН ГЪРМИДОЛОВ ПОДАДЕ ОСТАВКА") == ["СТОЯН ГЪРМИДОЛОВ"]


def test_runs_hold_capitals_and_particles_only() -> None:
    words = words_of("каза Урсула фон дер Лайен, а Де Блазио не.").texts
    found = [" ".join(words[start:end]) for start, end in runs_of(words)]
    assert found == ["Урсула фон дер Лайен", "Де Блазио"]


@given(st.text(alphabet="Иван ПетровКим-Чен.,А “„\n×С.Г", max_size=300) | st.text(max_size=200))
@example("×a")
@example("")
@example("С.Г. Г.С. А")
def test_mentions_slice_the_text_in_order_and_never_overlap(text: str) -> None:
    found = mentions(text)
    for mention in found:
        assert " ".join(text[mention.start : mention.end].split()) == mention.name
        assert 0 < mention.sure <= 1.001
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        "Иван ", "Иван Петров ", "ИВАН ПЕТРОВ ", "иван ", "Ivan Иvan ", "А.", "„", "× ", "😀 ",
        "Ким Чен-ун каза „да“, ", "фон дер ", "\n", "“ каза той. ",
    ],
)  # fmt: skip
def test_a_long_text_of_one_thing_is_answered(piece: str) -> None:
    """In linear time: one that is not would not come back for minutes."""
    text = piece * (300_000 // len(piece))
    assert all(mention.end <= len(text) for mention in mentions(text))
