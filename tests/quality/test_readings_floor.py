"""Floors of the readings: the right one first in 97%, among the first three in 99%."""

from collections.abc import Iterator

import golden
import pytest

from indexer.bulgarian import Known, best, readings, transliterate
from indexer.bulgarian.keyboard import to_latin

SPELLINGS = ("official", "variant", "shlyokavica", "keyboard-bds", "keyboard-phonetic")


def typed(spelling: str) -> Iterator[tuple[str, str]]:
    """(what is typed, what is meant) for every golden query."""
    for word, variant, slang in golden.spellings():
        if spelling == "official":
            yield transliterate(word), word
        elif spelling.startswith("keyboard"):
            yield to_latin(word, spelling), word
        else:
            yield (variant if spelling == "variant" else slang), word


def test_the_list_is_large_enough() -> None:
    assert len({word for word, _, _ in golden.spellings()}) >= 300


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_right_reading_comes_first(spelling: str, known: Known) -> None:
    first = third = total = 0
    for text, meant in typed(spelling):
        found = [reading.text for reading in readings(text, known) if reading.kind != "literal"]
        total += 1
        first += meant in found[:1]
        third += meant in found[:3]
    assert first / total >= 0.97
    assert third / total >= 0.99


def test_latin_names_stay_latin(known: Known) -> None:
    names = [name for line in golden.lines("latin_names.txt") for name in line.split()]
    kept = sum(best(name, known).text == name for name in names)
    assert len(names) >= 100
    assert kept / len(names) >= 0.99


def test_foreign_words_that_the_index_lacks_stay_as_typed(known: Known) -> None:
    """Only few of them are read as a Cyrillic word of the index by accident."""
    foreign = list(golden.lines("foreign_words.txt"))
    kept = sum(best(word, known).kind == "literal" for word in foreign)
    assert kept / len(foreign) >= 0.97
