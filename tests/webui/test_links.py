"""Query ↔ address: what is written is read back; what cannot be meant is named."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from indexer.search.days import period_of
from indexer.search.query import FACETS, SORTS, Choice, Period, Query
from webui import links
from webui.refused import ADVICE, CODES, MESSAGES, Refused


def read(address: str) -> Query:
    return links.query_of(MultiDict(parse_qsl(address.lstrip("?"), keep_blank_values=True)))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"],
                             exclude_characters="\ufffd"), min_size=1, max_size=40).map(
    str.strip).filter(bool)  # fmt: skip
VALUES = st.lists(TEXT, max_size=3, unique=True).map(tuple)
DAYS = st.dates(date(1000, 1, 1))
PERIODS = st.one_of(
    st.builds(Period, st.none() | DAYS),
    st.builds(lambda d: Period(None, d), DAYS),
    st.tuples(DAYS, DAYS).map(lambda pair: Period(min(pair), max(pair))),
    st.sampled_from(["2023", "2024-02", "2023-09-05"]).map(period_of),
)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    choices = {
        f: Choice(draw(VALUES), draw(VALUES)) for f in draw(st.sets(st.sampled_from(FACETS)))
    }
    return Query(
        words=draw(st.just("") | TEXT),
        choices=MappingProxyType({f: c for f, c in choices.items() if c}),
        period=draw(PERIODS),
        sort=draw(st.sampled_from(SORTS)),
        page=draw(st.integers(1, 500)),
        per_page=draw(st.integers(1, 100)),
        literal=draw(st.booleans()),
    )


@given(queries())
def test_round_trip(query: Query) -> None:
    assert read(links.tail(query)) == links.listed(query)


@given(st.lists(st.tuples(st.sampled_from(links.PARAMETERS), st.text(max_size=30))))
def test_anything_is_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    refused = query = None
    try:
        query = links.query_of(MultiDict(pairs))
    except Refused as error:
        refused = error
    if query is None:
        assert (refused.code in CODES, refused.field in links.PARAMETERS) == (True, True)
    else:
        assert read(links.tail(query)) == links.listed(query)


@pytest.mark.parametrize(
    ("address", "period"),
    [
        ("year=2023", Period(date(2023, 1, 1), date(2023, 12, 31))),
        ("year=2024&month=2", Period(date(2024, 2, 1), date(2024, 2, 29))),
        ("month=2023-09", Period(date(2023, 9, 1), date(2023, 9, 30))),
        ("from=05.09.2023", Period(date(2023, 9, 5), None)),
        ("from=2023&to=2024-02", Period(date(2023, 1, 1), date(2024, 2, 29))),
        ("year=2023&from=2023-09-05", Period(date(2023, 9, 5), date(2023, 12, 31))),
    ],
)
def test_periods(address: str, period: Period) -> None:
    assert read(address).period == period


@pytest.mark.parametrize(
    ("address", "code", "field"),
    [
        ("from=вчера", "bad_date", "from"),
        ("to=2023-13-40", "bad_date", "to"),
        ("year=0", "bad_date", "year"),
        ("month=13", "bad_date", "month"),
        ("from=2024-05-01&to=2024-01-01", "bad_period", "to"),
        ("sort=best", "bad_sort", "sort"),
        ("page=0", "bad_page", "page"),
        ("page=-1", "bad_page", "page"),
        ("page=9999999999999999999999", "bad_page", "page"),
        ("per_page=101", "bad_per_page", "per_page"),
        ("literal=да", "bad_literal", "literal"),
        ("&".join(f"person={n}" for n in range(99)), "too_many", "person"),
    ],
)
def test_refusals(address: str, code: str, field: str) -> None:
    with pytest.raises(Refused) as caught:
        read(address)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_every_code_has_a_sentence() -> None:
    assert set(MESSAGES) == set(ADVICE) == set(CODES)


def test_empty_fields_of_a_form_ask_for_nothing() -> None:
    assert read("q=&from=&to=&section=&sort=&page=") == Query()


def test_control_characters_and_tracking_tails_are_passed_over() -> None:
    assert read("q=мост%00%0Aвода&utm_source=x") == Query(words="мост вода")


CHOSEN = st.builds(
    Choice,
    wanted=st.lists(st.sampled_from(["а", "б & в", "x"]), max_size=2, unique=True).map(tuple),
    unwanted=st.lists(st.sampled_from(["г", "д/е"]), max_size=2, unique=True).map(tuple),
)


@given(
    words=st.sampled_from(["", "мост", "a&b"]),
    choices=st.dictionaries(st.sampled_from(FACETS), CHOSEN),
    sort=st.sampled_from(["relevance", "newest"]),
    page=st.integers(1, 3),
    facet=st.sampled_from(FACETS),
)
def test_a_narrower_says_what_tail_does(words, choices, sort, page, facet) -> None:
    chosen = {f: c for f, c in choices.items() if c}
    query = Query(words, MappingProxyType(chosen), sort=sort, page=page)
    choice = query.choice(facet)
    narrower = links.Narrower(query, facet)
    added = replace(choice, wanted=(*choice.wanted, "нова & стойност"))
    assert narrower.add("нова & стойност") == links.tail(query.with_choice(facet, added))
    taken = replace(choice, unwanted=(*choice.unwanted, "нова"))
    assert narrower.exclude("нова") == links.tail(query.with_choice(facet, taken))
