"""What is due, and in which order it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Site
from indexer.crawl.frontier import Frontier, Turn, belongs
from indexer.crawl.memory import Memory, Remembered
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


def asked(frontier: Frontier) -> Iterator[Turn]:
    while turn := frontier.first():
        yield turn
        frontier.asked(turn)


def test_the_order_of_asking(tmp_path: Path) -> None:
    with closing(Memory(tmp_path)) as memory:
        frontier = Frontier(memory, "proba")
        frontier.add("old", Due.OLD)
        frontier.add("new", Due.NEW)
        frontier.add("newer", Due.NEW, NOW - DAY)
        frontier.add("newest", Due.NEW, NOW)
        frontier.add("changed", Due.CHANGED, NOW)
        assert not frontier.add("new", Due.CHANGED)
        order = [turn.url for turn in asked(frontier)]
        assert not frontier.add("new", Due.NEW)
        assert order == ["newest", "newer", "new", "changed", "old"]
        assert len(frontier) == 0


def test_what_a_redirect_named_outlives_the_run(tmp_path: Path) -> None:
    with closing(Memory(tmp_path)) as memory:
        Frontier(memory, "dve").add("other", Due.NEW, via=("a",))
        frontier = Frontier(memory, "proba")
        frontier.add("first", Due.NEW, NOW)
        frontier.add("second", Due.NEW, NOW - DAY)
        frontier.add("target", Due.OLD, NOW, via=("a", "b"))
        first = frontier.first()
        assert first is not None
        frontier.asked(first)
        frontier.asked(first)
        assert len(frontier) == 2
    with closing(Memory(tmp_path)) as memory:
        frontier = Frontier(memory, "proba")
        assert len(frontier) == 1
        assert list(asked(frontier)) == [Turn("target", Due.OLD, NOW, ("a", "b"))]
        assert len(Frontier(memory, "proba")) == 0
        assert len(Frontier(memory, "dve")) == 1


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
