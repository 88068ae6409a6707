"""Readings of typed words: the literal one first, then what the index knows."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.bulgarian import Reading, best, readings

INDEX = {"софия": 40, "путин": 9, "шойгу": 3, "президент": 60, "vox": 12, "efe": 30, "съд": 20}


def known(forms: Iterable[str]) -> dict[str, int]:
    return {form: INDEX.get(form, 0) for form in forms}


def nothing(forms: Iterable[str]) -> dict[str, int]:
    return dict.fromkeys(forms, 0)


@pytest.mark.parametrize(
    ("typed", "meant", "kind"),
    [
        ("sofia", "софия", "transliteration"),
        ("sofija", "софия", "transliteration"),
        ("sofiq", "софия", "shlyokavica"),
        ("ifbrs", "софия", "keyboard-bds"),
        ("putin", "путин", "transliteration"),
        ("6oygu", "шойгу", "shlyokavica"),
        ("m,eproekj", "президент", "keyboard-bds"),
        ("prezidentut", "президентът", "transliteration"),
        ("sud", "съд", "transliteration"),
        ("жоь", "vox", "keyboard-phonetic"),
    ],
)
def test_kinds(typed: str, meant: str, kind: str) -> None:
    found = best(typed, known)
    assert (found.text, found.kind) == (meant, kind)


@pytest.mark.parametrize("name", ["vox", "efe", "VOX", "Efe"])
def test_latin_names_of_the_index_stay(name: str) -> None:
    assert best(name, known).kind == "literal"


@pytest.mark.parametrize("word", ["wolfsburg", "qwrtp", "софия", "софийската", "2023", "", "!"])
def test_what_nothing_knows_stays(word: str) -> None:
    assert best(word, nothing).kind == "literal"


def test_known_readings_come_before_unknown_ones() -> None:
    others = readings("sofiq", known)[1:]
    assert [reading.hits > 0 for reading in others] == sorted(
        (reading.hits > 0 for reading in others), reverse=True
    )


@given(st.text(max_size=80))
def test_any_text_can_be_typed(word: str) -> None:
    literal, *others = readings(word, known)
    assert literal.kind == "literal"
    assert literal.cost == 0
    assert len(others) <= 12
    assert all(isinstance(reading, Reading) and reading.cost > 0 for reading in others)
    assert [reading.cost for reading in others] == sorted(reading.cost for reading in others)
    assert len({reading.text for reading in others}) == len(others)


def test_the_index_is_asked_twice_whatever_the_word() -> None:
    times = 0

    def counting(forms: Iterable[str]) -> dict[str, int]:
        nonlocal times
        times += 1
        return nothing(forms)

    readings("shtastie", counting)
    assert times == 2


def test_a_long_word_asks_the_index_no_more_than_a_short_one() -> None:
    asked: list[str] = []

    def counting(forms: Iterable[str]) -> dict[str, int]:
        asked.extend(forms)
        return nothing(asked)

    readings("j" * 5000, counting)
    assert len(asked) < 50
    asked.clear()
    readings("shishishishishishi", counting)
    assert len(asked) < 1500
