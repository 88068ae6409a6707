"""Articles that came as data: what is given is believed, and other types are understood."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import ARTICLE_JSON, Capture, Site
from indexer.article import Article, NotAnArticle
from indexer.extract import read

SITE = Site("paper", "П", "https://paper.example/")
ZIPPED = datetime(1980, 1, 1, tzinfo=UTC)  # the time of a file that came out of a zip


def imported(**given: Any) -> Article | NotAnArticle:
    line = json.dumps({"url": "/1", "title": "Мост", **given})
    headers = {"content-type": ARTICLE_JSON}
    return read(
        Capture("paper", "https://paper.example/1", ZIPPED, line.encode(), headers=headers), SITE
    )


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("1936-11-02T00:00:00+02:00", "1936-11-02T00:00:00+02:00"),
        ("1984-03-03", "1984-03-03T00:00:00+02:00"),
        ("2023-09-05 08:30:00", "2023-09-05T08:30:00+03:00"),
        (1693891800, "2023-09-05T08:30:00+03:00"),
        ("2023-09-05 05:30:00 UTC", "2023-09-05T08:30:00+03:00"),
    ],
)
def test_a_given_date_is_believed(published: Any, expected: str) -> None:
    found = imported(published=published)
    assert isinstance(found, Article)
    assert found.published is not None
    assert found.published.isoformat() == expected


@pytest.mark.parametrize("value", ["скоро", True, {"ден": 5}, "31.02.2024"])
def test_a_date_that_is_none_is_told(value: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        found = imported(published=value)
    assert isinstance(found, Article)
    assert found.published is None
    assert [r.message for r in caplog.records] == ["import.no_date"]


@pytest.mark.parametrize(
    "authors",
    [
        "Мария Петрова, Иван Стоев",
        ["Мария Петрова", "Иван Стоев"],
        [{"name": "Мария Петрова"}, {"@type": "Person", "name": "Иван Стоев"}],
        {"name": ["Мария Петрова", None, "Иван Стоев"]},
    ],
)
def test_authors_of_any_shape(authors: Any) -> None:
    found = imported(authors=authors)
    assert isinstance(found, Article)
    assert found.authors == ("Мария Петрова", "Иван Стоев")


def test_a_text_with_marks_becomes_its_paragraphs() -> None:
    found = imported(
        text="<p>Първи &amp; <b>втори</b>.</p><ul><li>Трети</li></ul>Четвърти<br><br>Пети"
    )
    assert isinstance(found, Article)
    assert found.body == ("Първи & втори.", "Трети", "Четвърти", "Пети")


def test_signs_that_are_no_marks_stay() -> None:
    found = imported(text="Ако a < b и c > d, тогава.\nВтори ред & край.")
    assert isinstance(found, Article)
    assert found.body == ("Ако a < b и c > d, тогава.", "Втори ред & край.")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(
    JSON, st.sampled_from(["title", "section", "published", "updated", "authors", "tags", "text"])
)
def test_no_value_raises(value: Any, name: str) -> None:
    found = imported(**{name: value})
    if isinstance(found, Article):
        "".join((found.title, found.text, *found.authors, *found.tags)).encode()
