"""A document's mentions joined into persons: names' parts, and who is whose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.naming.people.identify import attributed, identify
from indexer.naming.people.names import is_family, near, same_person, shown, taken_apart
from indexer.naming.people.recognise import Mention


def whose(*forms: str) -> list[str]:
    return attributed([Mention(n, n + 1, form) for n, form in enumerate(forms)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Бойко Методиев Борисов", "Бойко Борисов"),
        ("Ким Чен-ун", "Ким Чен Ун"),
        ("Саймън Коувъни", "Саймън Ковини"),
        ("Бен Каулинг", "Бенджамин Каулинг"),
        ("Светльо Вуцов", "Светослав Вуцов"),
        ("Мария Петрова-Иванова", "Мария Петрова"),
        ("Педро Санчес Перес-Кастехон", "Педро Санчес"),
        ("Анегрет Крамп-Каренбауер", "Анегрет Каренбауер"),
        ("Б. Борисов", "Бойко Борисов"),
        ("Верхофстат Ги", "Верхофстад Ги"),
    ],
)
def test_two_forms_of_one_person(one: str, other: str) -> None:
    assert same_person(taken_apart(one), taken_apart(other))
    assert same_person(taken_apart(other), taken_apart(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Иван Петров", "Иван Петрова"),
        ("Иван Петров Колев", "Иван Петров"),
        ("Ким Кьоу-Хюн", "Ким Чен Ун"),
        ("Ким Чен Ун", "Ким Хо Ун"),
        ("Иван Георги", "Георги Иван"),
        ("Георги Петров Колев", "Георги Димитров Колев"),
        ("Мария Борисова", "Борис Марийски"),
    ],
)
def test_two_people(one: str, other: str) -> None:
    assert not same_person(taken_apart(one), taken_apart(other))


def test_words_that_are_near() -> None:
    assert near("верхофстат", "верхофстад")
    assert near("тръмп", "тръпм")
    assert not near("петров", "петрова")
    assert not near("колев", "келев")


def test_a_surname_alone_is_the_documents_person() -> None:
    assert whose("Бойко Борисов", "Борисов", "Борисова") == ["Бойко Борисов"] * 2 + ["Борисова"]


def test_of_several_it_is_the_one_named_most_then_the_last_before() -> None:
    assert whose("Иван Колев", "Петър Колев", "Колев")[-1] == "Петър Колев"
    assert whose("Иван Колев", "Иван Колев", "Петър Колев", "Колев")[-1] == "Иван Колев"


def test_a_given_name_with_two_candidates_stays_open() -> None:
    assert whose("Иван Колев", "Иван")[-1] == "Иван Колев"
    assert whose("Иван Колев", "Иван Тодоров", "Иван")[-1] == "Иван"


def test_an_initial_goes_to_the_only_one_who_fits() -> None:
    assert whose("Б. Колев", "Борис Колев") == ["Борис Колев"] * 2
    assert whose("Б. Колев", "Борис Колев", "Боян Колев")[0] == "Б. Колев"


def test_a_family_is_nobody() -> None:
    assert is_family("Борисови")
    assert is_family("Тервел Замфирови")
    assert whose("Борисови") == [""]
    assert whose("Тервел Замфиров", "Тервел Замфирови")[-1] == "Тервел Замфиров"


def test_a_name_in_capitals_is_shown_small() -> None:
    assert shown("СТОЯН ГЪРМИДОЛОВ-ПЕТРОВ") == "Стоян Гърмидолов-Петров"
    assert shown("ФЕЛИПЕ VI") == "Фелипе VI"
    people = identify([Mention(0, 1, "СТОЯН КОЛЕВ"), Mention(2, 3, "Стоян Колев")])
    assert [(p.name, p.mentions) for p in people] == [("Стоян Колев", 2)]


def test_other_forms_of_the_name_are_kept_as_evidence() -> None:
    people = identify([Mention(0, 1, "Светослав Вуцов"), Mention(2, 3, "Светльо Вуцов")])
    assert [(p.key, p.also) for p in people] == [("светославвуцов", ("светльовуцов",))]


WORDS = st.sampled_from(
    ["Иван", "Колев", "Колеви", "Колева", "И.", "Ким", "Чен-ун", "фон", "дер", "VI", "Ivan",
     "Иванчо", "Колев-Кралев", "Борисови", "Ванга"]
)  # fmt: skip


@given(st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), max_size=8))
def test_no_names_are_too_odd(forms: list[str]) -> None:
    mentions = [Mention(n, n + 1, form) for n, form in enumerate(forms)]
    names = attributed(mentions)
    people = identify(mentions)
    assert len({p.key for p in people}) == len(people)
    assert sum(p.mentions for p in people) == sum(bool(name) for name in names)
