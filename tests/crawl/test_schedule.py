"""What is due, and in which order it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive import Site
from indexer.crawl.frontier import Frontier, belongs
from indexer.crawl.memory import Remembered
from indexer.crawl.schedule import Due, Listing, due, recheck

NOW = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://a.example/1/"
NOTHING = Remembered(URL)


def looked(ago: timedelta, same: timedelta = timedelta()) -> Remembered:
    """An address that gave a page, whose text had been the same for so long then."""
    return Remembered(URL, NOW - ago, NOW - ago - same)


def refused(reason: str, ago: timedelta, before: Remembered = NOTHING) -> Remembered:
    return replace(before, refused=NOW - ago, reason=reason)


@pytest.mark.parametrize(
    ("known", "listed", "expected"),
    [
        (NOTHING, Listing(), Due.NEW),
        (looked(DAY / 2), Listing(), None),
        (looked(2 * DAY), Listing(), Due.OLD),
        (looked(2 * DAY, same=9 * DAY), Listing(), None),
        (looked(10 * DAY, same=9 * DAY), Listing(), Due.OLD),
        (looked(2 * DAY), Listing(changed=NOW - 9 * DAY), None),
        (looked(31 * DAY), Listing(changed=NOW - 99 * DAY), Due.OLD),
        (looked(DAY), Listing(changed=NOW), Due.CHANGED),
        (looked(DAY), Listing(NOW - 8 * DAY, before=NOW - 9 * DAY), Due.CHANGED),
        (looked(DAY), Listing(NOW - 9 * DAY, before=NOW - 9 * DAY), None),
        (looked(DAY / 2), Listing(missing=True), Due.MISSING),
        (looked(DAY / 2, same=DAY), Listing(missing=True), None),
        (refused("timeout", DAY / 99), Listing(), Due.NEW),
        (refused("gone", 6 * DAY), Listing(), None),
        (refused("gone", 8 * DAY), Listing(), Due.NEW),
        (refused("redirect", 29 * DAY), Listing(), None),
        (refused("redirect", 29 * DAY), Listing(changed=NOW), Due.CHANGED),
        (refused("gone", DAY, looked(9 * DAY)), Listing(missing=True), None),
        (refused("gone", 8 * DAY, looked(9 * DAY)), Listing(missing=True), Due.NEW),
    ],
)
def test_what_is_due(known: Remembered, listed: Listing, expected: Due | None) -> None:
    assert due(known, listed, now=NOW) is expected


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
