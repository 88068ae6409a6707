"""What a pattern takes for equal is found by what looks it up."""

import re
import sys
from datetime import UTC, date, datetime

import pytest

from indexer.extract.when.relative import relative
from indexer.extract.when.spoken import spoken
from indexer.matched import small
from indexer.naming.people import grouped, mentions
from indexer.naming.quotations import speech
from indexer.search.spoken_dates import days_of, find

LETTERS = "абвгдежзийклмнопрстуфхцчшщъьюяѝabcdefghijklmnopqrstuvwxyzíñ"
ALIKE = {
    letter: [c for c in map(chr, range(sys.maxunicode + 1)) if pattern.fullmatch(c)]
    for letter in LETTERS
    for pattern in [re.compile(letter, re.IGNORECASE)]
}
NOW = datetime(2026, 9, 10, 12, tzinfo=UTC)


def spellings(text: str) -> list[str]:
    """A text with each of its letters in each of the shapes that a pattern takes for it."""
    return [
        text[:at] + other + text[at + 1 :]
        for at, letter in enumerate(text)
        for other in ALIKE.get(letter, ())
    ]


@pytest.mark.parametrize("letter", LETTERS)
def test_every_shape_of_a_letter_is_the_letter(letter: str) -> None:
    assert len(ALIKE[letter]) > 1
    assert {small(shape) for shape in ALIKE[letter]} == {letter}


@pytest.mark.parametrize(
    "text", ["15 август 2023", "september 2023", "лятото на 2024", "invierno 2020", "5 abril 2021"]
)
def test_a_date_in_a_query(text: str) -> None:
    assert {days_of(other, NOW.date()) for other in spellings(text)} == {
        days_of(text, date(2026, 9, 10))
    }
    assert all(find(other, NOW.date()) for other in spellings(text))


@pytest.mark.parametrize("text", ["15 август 2023", "6 setiembre 2020", "april 3, 2021"])
def test_a_date_on_a_page(text: str) -> None:
    assert spoken(text, NOW) is not None
    assert {spoken(other, NOW) for other in spellings(text)} == {spoken(text, NOW)}


@pytest.mark.parametrize(
    "text", ["вчера", "онзи ден", "преди два часа", "two minutes ago", "преди седмица"]
)
def test_a_time_that_counts_from_now(text: str) -> None:
    assert relative(text, NOW) is not None
    assert {relative(other, NOW) for other in spellings(text)} == {relative(text, NOW)}


def test_whose_words_they_are() -> None:
    before, pronoun = "Стоян Гърмидолов дойде. По мнението ", "него"
    for other in ("него", *spellings(pronoun)):
        text = f"{before}{other} „мостът ще е готов до края на годината“."
        found = mentions(text)
        assert [one.name for one in speech(text, found, *grouped(found))] == ["Стоян Гърмидолов"]
