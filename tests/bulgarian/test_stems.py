"""Stems: what is one word, what are two, and what an unknown word becomes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.bulgarian import analyse, stem, stems


def share(one: str, other: str) -> bool:
    return bool(set(stems(one)) & set(stems(other)))


@pytest.mark.parametrize(
    ("base", "derived"),
    [
        ("президент", "президентка"),
        ("президент", "президентски"),
        ("социализъм", "социалист"),
        ("млад", "младост"),
        ("вестник", "вестникар"),
        ("град", "градче"),
        ("мадрид", "мадридски"),
        ("казвам", "кажа"),
        ("писане", "пиша"),
        ("решение", "решим"),
        ("учител", "учителка"),
        ("убийство", "убия"),
        ("потърсен", "непотърсен"),
    ],
)
def test_derivations_are_other_words(base: str, derived: str) -> None:
    assert not share(base, derived)


@pytest.mark.parametrize(
    ("form", "lemmas"),
    [
        ("политика", {"политика", "политик"}),
        ("мисли", {"мисъл", "мисля"}),
        ("вълна", {"вълна"}),
        ("съдът", {"съд"}),
        ("президента", {"президент"}),
        ("края", {"край"}),
        ("ръце", {"ръка"}),
        ("деца", {"дете"}),
    ],
)
def test_an_ambiguous_form_has_all_its_lemmas(form: str, lemmas: set[str]) -> None:
    assert lemmas <= set(stems(form))


@pytest.mark.parametrize(
    "forms",
    [
        "кибератака кибератаката кибератаки кибератаките",
        "блогърът блогъра блогъри блогърите",
        "гугълването гугълване",
        "неолиберализмът неолиберализъм неолиберализма",
        "криптовалута криптовалути криптовалутите",
        "мемефикация мемефикацията мемефикации",
        "лайкваме лайква лайквам",
        "свръхпечалба свръхпечалбата свръхпечалби",
    ],
)
def test_unknown_words_inflect_as_words_that_end_like_them(forms: str) -> None:
    first, *others = forms.split()
    assert all(share(first, other) for other in others)


@pytest.mark.parametrize(
    "word", ["стоичкова", "бакърджийски", "дюлгерова", "тепеларски", "ън", "ж"]
)
def test_unknown_surnames_and_short_words_stay_whole(word: str) -> None:
    assert stems(word) == (word,)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъьюяaz09.", min_size=1, max_size=30))
def test_every_word_has_stems(word: str) -> None:
    found = stems(word)
    assert found
    assert all(found)
    assert len(set(found)) == len(found)
    assert stem(word) == "|".join(found)


def test_analysis_shows_the_steps() -> None:
    shown = analyse("Пра\u00adвителствата")
    assert shown.folded == "правителствата"
    assert shown.script == "cyrillic"
    assert shown.stems == ("правителство",)
    assert shown.known
    assert not analyse("кибератаката").known
