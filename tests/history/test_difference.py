"""What was taken out and put in, word by word, in bounded time."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.history import Piece, Wording, difference
from indexer.history.difference import BREAK, difference_of_words, words_of

WORDS = st.lists(st.sampled_from(["мост", "град", "река", "е", "на", BREAK]), max_size=30)


def test_a_word_among_others_and_a_paragraph_more() -> None:
    before = Wording("Мостът падна", None, ("Един два три.", "Четири пет."))
    after = Wording("Мостът се срути", None, ("Един три.", "Четири пет.", "Шест."))
    found = difference(before, after)
    assert found.title == (
        Piece("same", "Мостът"), Piece("removed", "падна"), Piece("added", "се срути"),
    )  # fmt: skip
    assert found.body == (
        Piece("same", "Един"),
        Piece("removed", "два"),
        Piece("same", "три.\n\nЧетири пет."),
        Piece("added", "\n\nШест."),
    )


@given(WORDS, WORDS)
def test_both_texts_can_be_put_together_again(old: list[str], new: list[str]) -> None:
    pieces = list(difference_of_words(old, new))
    for side, kind in ((old, "removed"), (new, "added")):
        own = [piece.text for piece in pieces if piece.kind in ("same", kind)]
        assert [w for text in own for w in words_of(text.split(BREAK))] == side
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


def numbered(many: int, step: int = 1) -> list[str]:
    return [f"д{n ^ (step - 1)}" for n in range(many)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["мост", "река"] * 50_000, ["река", "мост"] * 50_000),
        (numbered(50_000), numbered(50_000, 2)),  # each word in its neighbour's place
        (numbered(4_000), numbered(4_000, 2)),
        (["мост", BREAK] * 20_000, ["река", BREAK] * 20_000),
    ],
)
def test_texts_that_differ_everywhere_take_seconds(old: list[str], new: list[str]) -> None:
    began = time.monotonic()
    assert {piece.kind for piece in difference_of_words(old, new)} >= {"removed", "added"}
    assert time.monotonic() - began < 20


def test_of_very_long_texts_whole_paragraphs_differ() -> None:
    body = tuple(f"Ред {n} за моста над реката." for n in range(2_000))
    after = ("Друг ред за моста.", *body[1:-1], "Край на текста.")
    found = difference(Wording("т", None, body), Wording("т", None, after)).body
    assert [piece.kind for piece in found] == ["removed", "added", "same", "removed", "added"]
