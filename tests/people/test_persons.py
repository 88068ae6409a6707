"""Persons by the simple rules: what they find, how mentions become persons, what is none."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.naming.people import key, mentions, persons


def names(*paragraphs: str) -> list[str]:
    return [p.name for p in persons(paragraphs)]


def test_spellings_of_one_name_have_one_key() -> None:
    assert key("Ким Чен-ун") == key("Ким Чен Ун") == key("ким ченун")
    assert key("Емма") == key("Ема")
    assert key("Достоевский") == key("Достоевски")
    assert key("Дoнaлд") == key("Доналд")  # a Latin o and a


def test_husband_and_wife_have_two() -> None:
    assert key("Иван Петров") != key("Ива Петрова")
    found = persons(("Иван Петров и Мария Петрова дойдоха. Петров мълча, Петрова говори.",))
    assert [(p.name, p.mentions) for p in found] == [("Иван Петров", 2), ("Мария Петрова", 2)]


def test_a_surname_is_the_documents_person() -> None:
    found = persons(("Сергей Шойгу пристигна.", "Шойгу каза малко. Според Шойгу това стига."))
    assert [(p.name, p.mentions, p.certain) for p in found] == [("Сергей Шойгу", 3, True)]


def test_of_two_with_one_surname_it_is_the_one_named_more() -> None:
    text = "Иван Колев и Петър Колев. Петър Колев говори. Колев си тръгна."
    assert [(p.name, p.mentions) for p in persons((text,))] == [
        ("Иван Колев", 1),
        ("Петър Колев", 3),
    ]


def test_a_surname_without_a_full_name_is_doubtful() -> None:
    found = persons(("В понеделник Уотсън заяви, че няма новини.",))
    assert [(p.name, p.certain) for p in found] == [("Уотсън", False)]


def test_hyphens_and_spaces_are_one_person() -> None:
    text = "Лидерът Ким Чен-ун и лидерът Ким Чен Ун. Ким говори."
    assert [(p.name, p.mentions) for p in persons((text,))] == [("Ким Чен Ун", 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("министърът на отбраната Ли Шанфу каза", ["Ли Шанфу"]),
        ("директорът Ким Кьоу-Хюн", ["Ким Кьоу-Хюн"]),
        ("Собственикът Гриша Топалов почака", ["Гриша Топалов"]),
        ("Според Иван Петров е така", ["Иван Петров"]),
        ("посланикът в Северна Корея Александър Мацегора", ["Александър Мацегора"]),
        ("кметицата на Пуерто Алба Алисия Феррандис", ["Алисия Феррандис"]),
        ("Хосе Игнасио де ла Торе подписа", ["Хосе Игнасио де ла Торе"]),
        ("крал Фелипе VI пристигна", ["Фелипе VI"]),
        ("Б. Стоянова и Д. Петров", ["Б. Стоянова", "Д. Петров"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Северна Корея и Южна Корея",
        "Министерство на отбраната и Белият дом",
        "в Лас Палмас и Стара Загора",
        "Каменград обяви режим на водата",
        "Национална разузнавателна служба",
        "екран 3×а и 2×a, 8÷o",
        "",
    ],
)
def test_what_is_no_person(text: str) -> None:
    assert names(text) == []


@given(st.text(alphabet="Иван ПетровКим-Чен.,А “„\n", max_size=200) | st.text(max_size=100))
@example("×a")
def test_mentions_slice_the_text_and_nothing_crashes(text: str) -> None:
    for mention in mentions(text):
        assert " ".join(text[mention.start : mention.end].split()) == mention.name
    persons((text,))
