"""What is due, and in which order it is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from archive import Entry, Refusal, Site
from indexer.crawl.frontier import Frontier, belongs
from indexer.crawl.schedule import Due, Listing, due, recheck

NOW = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://a.example/1/"


def entry(looked: timedelta, kind: str = "response") -> Entry:
    return Entry(1, "proba", URL, NOW - looked, 200, "sha1:A", "crawl", kind, None, None, "f", 0, 1)  # type: ignore[arg-type]


def refusal(reason: str, ago: timedelta) -> Refusal:
    return Refusal("proba", URL, NOW - ago, reason)


@pytest.mark.parametrize(
    ("known", "refused", "listed", "expected"),
    [
        (None, None, Listing(), Due.NEW),
        (entry(DAY / 2), None, Listing(), None),
        (entry(2 * DAY), None, Listing(), Due.OLD),
        (entry(2 * DAY), None, Listing(changed=NOW - 9 * DAY), None),
        (entry(31 * DAY), None, Listing(changed=NOW - 99 * DAY), Due.OLD),
        (entry(DAY), None, Listing(changed=NOW), Due.CHANGED),
        (entry(DAY), None, Listing(NOW - 8 * DAY, before=NOW - 9 * DAY), Due.CHANGED),
        (entry(DAY), None, Listing(NOW - 9 * DAY, before=NOW - 9 * DAY), None),
        (entry(DAY / 2), None, Listing(missing=True), Due.MISSING),
        (entry(DAY / 2, "revisit"), None, Listing(missing=True), None),
        (None, refusal("timeout", DAY / 99), Listing(), Due.NEW),
        (None, refusal("gone", 6 * DAY), Listing(), None),
        (None, refusal("gone", 8 * DAY), Listing(), Due.NEW),
        (None, refusal("redirect", 29 * DAY), Listing(), None),
        (None, refusal("redirect", 29 * DAY), Listing(changed=NOW), Due.CHANGED),
        (entry(9 * DAY), refusal("gone", DAY), Listing(missing=True), None),
        (entry(9 * DAY), refusal("gone", 8 * DAY), Listing(missing=True), Due.NEW),
    ],
)
def test_what_is_due(
    known: Entry | None, refused: Refusal | None, listed: Listing, expected: Due | None
) -> None:
    assert due(known, refused, listed, stable=timedelta(), now=NOW) is expected


def test_the_longer_it_was_the_same_the_later_it_is_looked_at() -> None:
    waits = [recheck(n * DAY, quiet=False) / DAY for n in (0, 1, 2, 40, 400)]
    assert waits == [1, 1, 2, 40, 60]
    assert recheck(DAY, quiet=True) == 30 * DAY


def test_the_order_of_asking() -> None:
    frontier = Frontier()
    frontier.add("old", Due.OLD)
    frontier.add("new", Due.NEW)
    frontier.add("newer", Due.NEW, NOW - DAY)
    frontier.add("newest", Due.NEW, NOW)
    frontier.add("changed", Due.CHANGED, NOW)
    assert not frontier.add("new", Due.CHANGED)
    assert [turn.url for turn in frontier] == ["newest", "newer", "new", "changed", "old"]
    assert len(frontier) == 0


@pytest.mark.parametrize(
    ("url", "yes"),
    [
        ("https://www.a.example/1/", True),
        ("https://a.example/1/", True),
        ("https://b.example/1/", False),
        ("https://a.example/tag/x/", False),
        ("https://a.example/?s=x", False),
        ("https://a.example:8443/1/", False),
    ],
)
def test_what_belongs_to_a_site(url: str, yes: bool) -> None:
    site = Site("proba", "x", "https://a.example/", skip=("^/tag/", r"\?s="))
    assert belongs(site, url) is yes
