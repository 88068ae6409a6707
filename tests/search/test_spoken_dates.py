"""Dates as people say them, in a query and behind a field."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.pages import PageTable
from indexer.search.backend import Document, SearchBackend
from indexer.search.named import Names
from indexer.search.query import Period, Query
from indexer.search.results import Results
from indexer.search.searching import answer
from indexer.search.spoken_dates import days_of, find

TODAY = date(2026, 9, 16)  # a Wednesday


def said(first: str, last: str = "") -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("words", "period", "rest"),
    [
        ("септември 2023", said("2023-09-01", "2023-09-30"), ""),
        ("пожари август 2026", said("2026-08-01", "2026-08-31"), "пожари"),
        ("пожарите през август 2026 г.", said("2026-08-01", "2026-08-31"), "пожарите"),
        ("Февруари 2024", said("2024-02-01", "2024-02-29"), ""),
        ("15 май 2026", said("2026-05-15"), ""),
        ("кмет 15.05.2026", said("2026-05-15"), "кмет"),
        ("кмет 5/5/2026", said("2026-05-05"), "кмет"),
        ("мост 2026-05", said("2026-05-01", "2026-05-31"), "мост"),
        ("лятото на 2024 пожари", said("2024-06-01", "2024-08-31"), "пожари"),
        ("зимата на 2024", said("2024-12-01", "2025-02-28"), ""),
        ("вчера пожар", said("2026-09-15"), "пожар"),
        ("миналата седмица", said("2026-09-07", "2026-09-13"), ""),
        ("пожар тази седмица", said("2026-09-14", "2026-09-20"), "пожар"),
        ("избори миналия месец", said("2026-08-01", "2026-08-31"), "избори"),
        ("избори миналата година", said("2025-01-01", "2025-12-31"), "избори"),
        ("fires august 2026", said("2026-08-01", "2026-08-31"), "fires"),
        ("incendios agosto de 2026", said("2026-08-01", "2026-08-31"), "incendios"),
        ("3 de mayo de 2026", said("2026-05-03"), ""),
    ],
)
def test_what_is_said(words: str, period: Period, rest: str) -> None:
    found = find(words, TODAY)
    assert found is not None
    assert (found.period, found.rest) == (period, rest)


@pytest.mark.parametrize(
    "words",
    ["Евровизия 2024", "ЦСКА Септември", "31 февруари 2026", "32.01.2026", "майка 2024",
     "от 2023", "1.2.3.2024", "COVID-2019-05x", "вчерашни новини"],
)  # fmt: skip
def test_what_is_no_date(words: str) -> None:
    assert find(words, TODAY) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("септември", said("2026-09-01", "2026-09-30")),
        ("октомври", said("2025-10-01", "2025-10-31")),
        ("вчера", said("2026-09-15")),
        ("май 2026", said("2026-05-01", "2026-05-31")),
        ("2023", said("2023-01-01", "2023-12-31")),
        ("пожар вчера", None),
        ("пожар", None),
    ],
)
def test_the_value_of_a_field(text: str, period: Period | None) -> None:
    assert days_of(text, TODAY) == period


@given(st.text(st.sampled_from("0123456789./- майсептемвривчеранаг"), max_size=60))
def test_any_text_is_a_date_or_none(words: str) -> None:
    found = find(words, TODAY)
    assert found is None or (found.period.first or TODAY) <= (found.period.last or TODAY)


@pytest.fixture
def ask(
    backend: SearchBackend, document: Callable[..., Document], tmp_path: Path
) -> Callable[[Query], Results]:
    backend.write(
        [
            document(1, "Пожар", "Пожар в гората.", published="2026-08-05T10:00:00"),
            document(2, "Пожар", "Пожар в полето.", published="2026-07-05T10:00:00"),
            document(3, "Хороскоп за 15 май 2026", "Звездите.", published="2026-05-14T10:00:00"),
            document(4, "Хороскоп", "Звездите.", published="2026-05-15T10:00:00"),
            document(5, "Реч", "През септември 2019 беше реч.", published="2026-01-02T10:00:00"),
        ]
    )
    names = Names(backend, PageTable(tmp_path / "articles.db"))
    return lambda query: answer(query, backend, names)


@pytest.mark.parametrize(
    ("query", "found", "date_said"),
    [
        (Query("пожар август 2026"), ["id1"], "август 2026"),
        (Query("пожар август 2026", literal=True), [], ""),
        (Query("пожар август 2026", period=said("2026-07-05")), [], ""),
        (Query("август 2026"), ["id1"], "август 2026"),
        (Query("Хороскоп за 15 май 2026"), ["id3"], ""),
        (Query("септември 2019"), ["id5"], ""),
        (Query("пожар дата:2026-07"), ["id2"], ""),
        (Query("пожар след:2026-08"), ["id1"], ""),
        (Query('пожар след:"август 2026"'), ["id1"], ""),
    ],
)
def test_a_date_is_one_where_the_rest_finds_something(
    ask: Callable[[Query], Results], query: Query, found: list[str], date_said: str
) -> None:
    results = ask(query)
    assert ([hit.id for hit in results.hits], results.said_date) == (found, date_said)


def test_an_archive_that_has_ended_counts_from_its_last_day(
    ask: Callable[[Query], Results],
) -> None:
    results = ask(Query("пожар вчера"))
    assert results.said_date == ""  # nothing on the day before its last
    assert date.today() - date(2026, 8, 5) > timedelta(3)
    assert ask(Query("пожар днес")).query.period == said("2026-08-05")
