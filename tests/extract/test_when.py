"""Every form in which pages and machines write dates; nothing that is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.when import absolute, clock, told, when

NOW = datetime(2023, 9, 12, 15, tzinfo=ZoneInfo("Europe/Sofia"))


@pytest.mark.parametrize(
    "text",
    [
        "2023-09-05T08:30:00+03:00",
        "2023-09-05T08:30:00+03",
        "2023-09-05T08:30:00 +0300",
        "2023-09-05T05:30:00Z",
        "2023-09-05T05:30:00.123456789Z",
        "2023-09-05 08:30:00",
        "2023-09-05 08:30",
        "2023-09-05 05:30:00 UTC",
        "2023/09/05 08:30",
        "2023-9-5 8:30",
        "20230905T083000+0300",
        "20230905T053000Z",
        "1693891800",
        "1693891800000",
        "Tue, 05 Sep 2023 08:30:00 +0300",
        "Tue, 05 Sep 2023 05:30:00 GMT",
        "September 5, 2023 8:30 am",
        "Sept. 5th, 2023, 8:30 a.m.",
        "5 September 2023 08:30",
        "5 de septiembre de 2023, 08:30",
        "5.9.2023 г., 8:30 ч.",
        "вторник, 5 септември 2023, 08:30 ч.",
        "5-и септември 2023 г. в 08:30",
        "08:30 | 05.09.23",
        "05/09/2023 08:30",
        "09/25/2023 - 8:30",
    ],
)
def test_an_hour_of_a_day(text: str) -> None:
    found = told(text, NOW)
    assert found is not None
    day = 25 if "25" in text else 5
    assert found == datetime(2023, 9, day, 8, 30, tzinfo=ZoneInfo("Europe/Sofia"))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("днес, 09:15", timedelta(hours=5, minutes=45)),
        ("преди 2 ч.", timedelta(hours=2)),
        ("преди около час", timedelta(hours=1)),
        ("преди половин час", timedelta(minutes=30)),
        ("преди 25 мин.", timedelta(minutes=25)),
        ("преди два дни", timedelta(days=2)),
        ("преди месец", timedelta(days=31)),
        ("преди година", timedelta(days=365)),
        ("2 hours ago", timedelta(hours=2)),
        ("an hour ago", timedelta(hours=1)),
        ("hace 3 días", timedelta(days=3)),
        ("anteayer", timedelta(days=2)),
        ("току-що", timedelta()),
    ],
)
def test_a_time_by_its_distance(text: str, before: timedelta) -> None:
    assert told(text, NOW) == NOW - before


@pytest.mark.parametrize(
    "text",
    [
        "", "няма дата", "тел. 02/987 65 43", "0888 123 456", "2:1", "08.03", "12.50 лв.",
        "версия 2.3.1", "192.168.1.10", "31.02.2024", "99.99.2024", "5 май", "в 2019 г.",
        "преди 99999999999 години", "0001-01-01T00:00:00+02:00", "9999-12-31T23:59:59-12:00",
        "12345", "123456789012345", "преди изборите", "1.2.3.4", "2023-13-45",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert told(text, NOW) is None


def test_the_end_of_a_day_is_the_next_ones_beginning() -> None:
    assert told("2023-09-05T24:00:00Z", NOW) == datetime(2023, 9, 6, tzinfo=UTC)


def test_two_digits_of_a_year_lie_behind() -> None:
    assert [found.year for text in ("05.09.98", "05.09.24") if (found := told(text, NOW))] == [
        1998,
        2024,
    ]


def test_a_page_is_neither_of_before_the_web_nor_of_tomorrow() -> None:
    assert told("2 ноември 1936", NOW) is not None
    assert when("2 ноември 1936", NOW) is None
    assert when("27 януари (вторник) 2026 г.", NOW) is None


@given(st.text(max_size=200) | st.text("0123456789:./-TZ+ септмври", max_size=60))
def test_no_text_raises(text: str) -> None:
    found = told(text, NOW)
    assert found is None or found.astimezone(UTC).year >= 999
    absolute(text)
    clock(text)


@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H:%M:%S",
                     "%d %B %Y %H:%M:%S", "%B %d, %Y %H:%M:%S", "%a, %d %b %Y %H:%M:%S"]),
)  # fmt: skip
def test_any_moment_in_any_form(moment: datetime, form: str) -> None:
    moment = moment.replace(microsecond=0)
    assert told(moment.strftime(form), NOW) == moment.replace(tzinfo=NOW.tzinfo)
