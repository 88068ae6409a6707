"""The grammar of the search box: nothing that is typed is an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search.syntax import (
    RawAnd,
    RawField,
    RawNot,
    RawOr,
    RawPhrase,
    RawWord,
    parse,
)


def section(name: str) -> RawField:
    return RawField("section", name)


a, b, c = RawWord("а"), RawWord("б"), RawWord("в")


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("", None),
        ("а", a),
        ("а б", RawAnd((a, b))),
        ("а И б", RawAnd((a, b))),
        ("а OR б", RawOr((a, b))),
        ("а ИЛИ б в", RawOr((a, RawAnd((b, c))))),
        ("а (б OR в)", RawAnd((a, RawOr((b, c))))),
        ("а -б", RawAnd((a, RawNot(b)))),
        ("а НЕ б", RawAnd((a, RawNot(b)))),
        ("-(а б)", RawNot(RawAnd((a, b)))),
        ("„а б“", RawPhrase("а б")),
        ('"а б" в', RawAnd((RawPhrase("а б"), c))),
        ("лице:Путин", RawField("person", "Путин")),
        ('раздел:"Свят и ние"', RawField("section", "Свят и ние")),
        ("person: Путин", RawField("person", "Путин")),
        ("-източник:БТА", RawNot(RawField("source", "БТА"))),
        ("по-добър", RawWord("по-добър")),
        ("3,5", RawWord("3,5")),
        ("ракет*", RawWord("ракет*")),
        ("лице:Румен Радев", RawAnd((RawField("person", "Румен"), RawWord("Радев")))),
        ("раздел:(Свят OR Спорт)", RawOr((section("Свят"), section("Спорт")))),
        ('раздел:("Свят и ние")', section("Свят и ние")),
        (
            "раздел:(Свят Спорт) мост",
            RawAnd((RawAnd((section("Свят"), section("Спорт"))), RawWord("мост"))),
        ),
        (
            'раздел:(а (б OR -("в г"))) д',
            RawAnd(
                (
                    RawAnd((section("а"), RawOr((section("б"), RawNot(section("в г")))))),
                    RawWord("д"),
                )
            ),
        ),
        ("-раздел:(а OR б)", RawNot(RawOr((section("а"), section("б"))))),
        ("раздел:(а лице:б в)", RawAnd((section("а"), RawField("person", "б"), section("в")))),
        (
            "раздел:(лице:(а б) в)",
            RawAnd((RawAnd((RawField("person", "а"), RawField("person", "б"))), section("в"))),
        ),
        ("раздел:((а))", section("а")),
        ("непознато:а", RawAnd((RawWord("непознато"), a))),
    ],
)
def test_what_is_meant(typed: str, tree: object) -> None:
    parsed = parse(typed)
    assert parsed.tree == tree
    assert parsed.repairs == ()


@pytest.mark.parametrize(
    ("typed", "tree", "repair"),
    [
        ('"а б', RawPhrase("а б"), "quote-closed"),
        ("(а", a, "bracket-closed"),
        ("а)", a, "bracket-dropped"),
        ("а OR", a, "or-alone"),
        ("OR", None, "or-alone"),
        ("а НЕ", a, "minus-alone"),
        ("лице:", None, "field-empty"),
        ("лице: -а", RawNot(a), "field-empty"),
        ("лице:() а", a, "field-empty"),
        ("раздел:(а", section("а"), "bracket-closed"),
        ('"((лице:', RawPhrase("((лице:"), "quote-closed"),
        ("дума " * 100, None, "too-long"),
        ("а" * 3000, RawWord("а" * 2000), "too-long"),
        ("(" * 50 + "а", None, "too-deep"),
    ],
)
def test_what_cannot_be_meant_is_mended_and_said(typed: str, tree: object, repair: str) -> None:
    parsed = parse(typed)
    assert repair in parsed.repairs
    if tree is not None:
        assert parsed.tree == tree


@given(st.text(alphabet='абв "„“()-:*?~ИЛИORлице\n\0', max_size=80) | st.text(max_size=80))
def test_no_text_is_an_error(typed: str) -> None:
    parsed = parse(typed)
    assert all(parsed.repairs)
    assert parsed == parse(typed)


def words(tree: object) -> list[str]:
    """The words of a tree that is nothing but words side by side."""
    assert isinstance(tree, RawAnd)
    assert all(isinstance(node, RawWord) for node in tree.nodes)
    return [node.text for node in tree.nodes if isinstance(node, RawWord)]


@pytest.mark.parametrize(
    "headline",
    [
        "КМЕТЪТ НЕ ПОДАВА ОСТАВКА",
        "БИТ ИЛИ НЕ БИТ: СПОРЪТ ЗА ПАЗАРА",
        "Студ до -15 градуса",
        "Пловдив -Русе: три часа път",
        "Преди: бунище, след: парк",
        "От: Варна до Бургас",
    ],
)
def test_a_pasted_headline_is_words(headline: str) -> None:
    found = parse(headline)
    assert found.repairs == ()
    assert len(words(found.tree)) == len(headline.split())


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("БСП ИЛИ ГЕРБ", RawOr((RawWord("БСП"), RawWord("ГЕРБ")))),
        ("мост -2023", RawAnd((RawWord("мост"), RawNot(RawWord("2023"))))),
        ("след: 2023-09", RawField("after", "2023-09")),
        ("мост -раздел:Спорт", RawAnd((RawWord("мост"), RawNot(section("Спорт"))))),
    ],
)
def test_what_is_meant_as_a_sign_stays_one(typed: str, tree: object) -> None:
    assert parse(typed).tree == tree
