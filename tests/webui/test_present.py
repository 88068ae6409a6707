"""Dates, counts and addresses as people read them."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import get_args

import pytest
from flask import Flask

from indexer.search.results import Hit, Related
from indexer.search.syntax import Repair
from webui import present

NOW = datetime(2026, 9, 5, 8, 0, tzinfo=UTC)
NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def _bulgarian(app: Flask):
    with app.test_request_context():
        yield


def test_a_day_is_said_with_its_weekday() -> None:
    assert present.day_words(date(2023, 9, 5)) == "5 септември 2023, вторник"
    assert present.short_day(date(2023, 9, 5)) == f"5 септември 2023{NBSP}г."


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (0, "днес"),
        (1, "вчера"),
        (2, "3 септември 2026, четвъртък"),
        (-1, "6 септември 2026, неделя"),
    ],
)
def test_yesterday_holds_for_two_days_only(ago: int, said: str) -> None:
    assert present.published_words(NOW - timedelta(days=ago), NOW) == said


def test_today_is_the_newspapers_own() -> None:
    late = datetime(2026, 9, 6, 1, 0, tzinfo=timezone(timedelta(hours=3)))
    assert present.published_words(late, datetime(2026, 9, 5, 23, 0, tzinfo=UTC)) == "днес"


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 статия"), (2, "2 статии"), (21, "21 статии"), (0, "0 статии")]
)
def test_plurals(count: int, said: str) -> None:
    assert present.articles(count) == said


def test_large_and_open_counts() -> None:
    assert present.articles(12345, at_least=True) == f"поне 12{NBSP}345 статии"


def test_date_values() -> None:
    assert [present.date_label(v) for v in ("2023", "2023-09", "2023-09-05")] == [
        "2023", "септември", "5"
    ]  # fmt: skip
    assert present.date_words("2023-09") == "септември 2023"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Мостът над Ведрица отвори", "mostat-nad-vedritsa-otvori"),
        ("„AC/DC“ – в София!", "ac-dc-v-sofia"),
        ("漢字", "statiya"),
        ("", "statiya"),
        ("а" * 300, "a" * 80),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert present.slug(title) == slug


def test_reasons() -> None:
    hit = Hit("a", "", "", "", "", "", None, None, (), (), (), 0.0)
    assert present.reason(Related(hit, "same-persons", ("А Б",))) == "същото лице: А Б"
    assert present.reason(Related(hit, "same-persons", ("А", "Б"))) == "същите лица: А, Б"
    assert present.reason(Related(hit, "same-story")) == "същата история"


def test_every_repair_has_its_sentence() -> None:
    assert set(present.REPAIRS) == set(get_args(Repair))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x", ""])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert present.web_address(url) == ""
