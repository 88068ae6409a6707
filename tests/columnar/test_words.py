"""The quick way through a text finds what Whoosh's analyser finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.analysis import LowercaseFilter, RegexTokenizer

from indexer.columnar.words import ENCODING, TABLE, words

ANALYSER = RegexTokenizer(r"\w+") | LowercaseFilter()
ALPHABETS = "абвАБВѢѣЁЉabcABCñÑéİıΣσςß012_ .,–-„“'’\u00ad\u00a0\u0301№°µ東京𝔸"


def plain(text: str) -> list[str]:
    return [t if isinstance(t, str) else t.decode(ENCODING) for t in words(text)[0]]


@given(st.text(ALPHABETS) | st.text() | st.text("абвгАБВГ ,.-1–«»"))
def test_words_are_those_of_whoosh(text) -> None:
    assert plain(text) == [token.text for token in ANALYSER(text)]


@given(st.text(ALPHABETS), st.text(ALPHABETS))
def test_a_word_is_always_the_same_of_str_and_bytes(one, other) -> None:
    kinds = {}
    for term, text in zip(
        [*words(one)[0], *words(other)[0]], plain(one) + plain(other), strict=True
    ):
        assert kinds.setdefault(text, type(term)) is type(term)


@pytest.mark.parametrize("byte", range(256))
def test_every_letter_of_the_table(byte) -> None:
    letter = bytes([byte]).decode(ENCODING, "replace")
    found = [token.text for token in ANALYSER(letter)]
    assert [TABLE[byte : byte + 1].decode(ENCODING)] == (found or [" "])
