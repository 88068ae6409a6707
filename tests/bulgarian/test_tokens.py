"""Tokens: facts of Bulgarian spelling, and what no text may break."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.bulgarian import Token, fold, tokens
from indexer.bulgarian.wordlist import words_of

LETTERS = "абвгдежзийклмнопрстуфхцчшщъьюяАЙЪaceoBx"
MARKS = "\u0300\u0301\u0306\u00ad\u200b\u2060\ufeff"
SIGNS = " \u00a0\n-\u2010\u2013\u2014.,:;!?'\u2019\"„“«»_/@#%()0123456789😀"
texts = st.text(alphabet=LETTERS + MARKS + SIGNS) | st.text()


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("че\u0300сто", ["често"]),
        ("замъ\u0300к", ["замък"]),
        ("замъ\u0301кът", ["замъкът"]),
        ("ѝ каза", ["и", "каза"]),
        ("\u0450", ["е"]),
        ("и\u0306ога Йога", ["йога", "йога"]),
        ("пра\u00adви\u00adтелство", ["правителство"]),
        ("Со\u200bфия\u2060", ["софия"]),
        ("10\u00a0000\u202fлева", ["10", "000", "лева"]),
        ("С\u006fфия", ["софия"]),
        ("\u0043\u004f\u0041 \u0421офия", ["coa", "софия"]),
        ("BBC TACC CO2", ["bbc", "tacc", "co2"]),
        ("М\u0456хаил", ["м\u0456хаил"]),
        ("Чен-ун София-град", ["чен", "ун", "софия", "град"]),
        ("Чен\u2010ун Чен\u2011ун Чен\u2013ун", ["чен", "ун"] * 3),
        ("Мадрид \u2013 столица", ["мадрид", "столица"]),
        ("по-добър най-голям По-скоро", ["добър", "голям", "скоро"]),
        ("подобър понеделник найден", ["подобър", "понеделник", "найден"]),
        ("по -добър", ["по", "добър"]),
        ("т.нар. Т.нар. т.е. б.р.", ["т.нар", "т.нар", "т.е", "б.р"]),
        ("Т.К. Петров", ["т", "к", "петров"]),
        ("г-н Иванов, д-р Петрова, г-жа", ["г", "н", "иванов", "д", "р", "петрова", "г", "жа"]),
        ("3,5 и 3.5 млн.", ["3.5", "и", "3.5", "млн"]),
        ("12.05.2023 г. в 10:30", ["12", "05", "2023", "г", "в", "10", "30"]),
        ("1,2,3", ["1", "2", "3"]),
        ("90-те COVID-19 F-16 4G", ["90", "те", "covid", "19", "f", "16", "4g"]),
        ("„Труд“ «Труд» “Труд” 'Труд'", ["труд"] * 4),
        ("О\u2019Брайън д'Артанян", ["обрайън", "дартанян"]),
        ("https://news.example/a_b?c=1", ["https", "news", "example", "a", "b", "c", "1"]),
        ("ivan.petrov@news.example", ["ivan", "petrov", "news", "example"]),
        ("гол 😀⚽ #Футбол", ["гол", "футбол"]),
        ("", []),
        ("... — !?", []),
    ],
)
def test_spelling(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_tokens_keep_their_place() -> None:
    text = "Най-голямата, т.нар. „Тру\u00adд“"
    found = list(tokens(text))
    assert [text[token.start : token.end] for token in found] == [
        "голямата",
        "т.нар",
        "Тру\u00adд",
    ]
    assert [token.position for token in found] == [0, 1, 2]


@pytest.mark.parametrize(
    ("word", "script"),
    [
        ("София", "cyrillic"),
        ("4г", "cyrillic"),
        ("Madrid", "latin"),
        ("España", "latin"),
        ("CO2", "latin"),
        ("2023", "number"),
        ("3,5", "number"),
        ("Αθήνα", "other"),
        ("Zорро", "other"),
    ],
)
def test_script(word: str, script: str) -> None:
    assert [token.script for token in tokens(word)] == [script]


@pytest.mark.parametrize("abbreviation", sorted(words_of("abbreviations.txt")))
def test_every_abbreviation_is_one_token(abbreviation: str) -> None:
    capital = abbreviation[0].upper() + abbreviation[1:]
    found = [token.text for token in tokens(f"Преди {abbreviation}. и {capital}.")]
    assert found == ["преди", abbreviation, "и", abbreviation]


@given(texts)
@settings(max_examples=300)
def test_offsets_slice_back(text: str) -> None:
    end = 0
    for position, token in enumerate(tokens(text)):
        assert token.position == position
        assert end <= token.start < token.end <= len(text)
        piece = text[token.start : token.end]
        assert token.text in (fold(piece), fold(piece).replace(",", "."))
        end = token.end


@given(texts)
@settings(max_examples=300)
def test_folded_words_stay_folded(text: str) -> None:
    for token in tokens(text):
        assert fold(token.text) == token.text


@given(texts, texts)
def test_texts_apart_are_tokens_apart(left: str, right: str) -> None:
    assert words(f"{left}\n\n{right}") == words(left) + words(right)


@given(texts)
def test_no_token_looks_beyond_white_space(text: str) -> None:
    assert words(text) == [word for piece in text.split() for word in words(piece)]


@given(texts)
def test_tokens_from_a_token_on(text: str) -> None:
    found = list(tokens(text))
    for at, token in enumerate(found):
        rest = [(word.text, word.start) for word in tokens(text, token.start)]
        assert rest == [(word.text, word.start) for word in found[at:]]


@pytest.mark.parametrize(
    "piece", ["а", "1", "1,", "а'", "-", "по-", "а\u0301", "т.", "\u0301", "x-"]
)
def test_long_runs_are_one_pass(piece: str) -> None:
    """300,000 repetitions of what could make a pattern go back; quadratic time would take hours."""
    count = 300_000
    found = list(tokens(piece * count))
    assert len(found) <= count
    assert sum(token.end - token.start for token in found) <= count * len(piece)


def test_token_is_frozen() -> None:
    token = Token("а", 0, 1, 0, "cyrillic")
    with pytest.raises(AttributeError):
        token.text = "б"  # type: ignore[misc]
