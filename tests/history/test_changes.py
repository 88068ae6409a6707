"""Small mends told from rewritten headlines and texts."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.history import KINDS, Wording, changes

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = (
    "Мостът над реката в Каменград е затворен от днес сутринта, съобщиха от общината.",
    "Движението е по обходен път през Ведрина, докато експертите оглеждат опорите му.",
)


def said(title: str = "Затвориха моста в Каменград", body: tuple[str, ...] = TEXT) -> Wording:
    return Wording(title, NOON, body)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Затвориха моста в Каменграт", "mend"),
        ("Затвориха моста в „Каменград“", "mend"),
        ("ЗАТВОРИХА МОСТА В КАМЕНГРАД!", "mend"),
        ("Затвориха мост а в Каменград", "mend"),
        ("Затвориха моста във Ведрина", "headline"),
        ("Мостът в Каменград падна", "headline"),
        ("Не затвориха моста в Каменград", "headline"),
        ("Обновена: Затвориха моста в Каменград", "headline"),
    ],
)
def test_a_title(title: str, kind: str) -> None:
    assert changes(said(), said(title)) == (kind,)
    assert changes(said(title), said()) == (kind,)


def test_a_number_in_a_title_is_no_slip() -> None:
    assert changes(said("3 загинали на моста"), said("8 загинали на моста")) == ("headline",)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("съобщиха", "съoбщиха", "mend"),
        ("сутринта, съобщиха", "сутринта - съобщиха", "mend"),
        ("обходен път", "обходния път", "mend"),
        ("е затворен", "не е затворен", "text"),
        ("от днес", "от 5 часа днес", "text"),
        ("докато експертите оглеждат опорите му", "а кметът Колев подаде оставка", "text"),
    ],
)
def test_a_text(old: str, new: str, kind: str) -> None:
    after = tuple(paragraph.replace(old, new) for paragraph in TEXT)
    assert after != TEXT
    assert changes(said(), said(body=after)) == (kind,)


def test_a_paragraph_put_in_and_another_date() -> None:
    after = Wording("Падна мостът", NOON.replace(hour=15), (*TEXT, "Няма пострадали при това."))
    assert changes(said(), after) == ("headline", "text", "date")


@given(
    st.lists(st.sampled_from(["а", "б", "не", "5", "мост", "град", ".", ","]), max_size=12),
    st.data(),
)
def test_equal_is_no_change_and_any_other_is_one(words: list[str], data: st.DataObject) -> None:
    other = data.draw(st.permutations(words))
    one, two = said(body=(" ".join(words),)), said(body=(" ".join(other),))
    assert changes(one, one) == ()
    assert bool(changes(one, two)) is (one != two)
    assert set(changes(one, two)) <= set(KINDS)
