"""What is due, and in which order it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Site
from indexer.crawl.frontier import Frontier, Turn, belongs
from indexer.crawl.memory import Memory, Remembered
from indexer.crawl.outcome import Outcome
from indexer.crawl.schedule import Due, Listing, due, recheck, rest

NOW = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
URL = "https://a.example/1/"
NOTHING = Remembered(URL)


def looked(ago: timedelta, same: timedelta = timedelta()) -> Remembered:
    """An address that gave a page, whose text had been the same for so long then."""
    return Remembered(URL, NOW - ago, NOW - ago - same)


def refused(
    reason: str, ago: timedelta, before: Remembered = NOTHING, times: int = 1, missed: int = 0
) -> Remembered:
    return replace(before, refused=NOW - ago, reason=reason, times=times, missed=missed)


@pytest.mark.parametrize(
    ("known", "listed", "expected"),
    [
        (NOTHING, Listing(), Due.NEW),
        (looked(DAY / 5), Listing(), None),
        (looked(DAY / 3), Listing(), Due.OLD),
        (looked(2 * DAY, same=9 * DAY), Listing(), None),
        (looked(10 * DAY, same=9 * DAY), Listing(), Due.OLD),
        (looked(2 * DAY), Listing(changed=NOW - 9 * DAY), None),
        (looked(31 * DAY), Listing(changed=NOW - 99 * DAY), Due.OLD),
        (looked(DAY), Listing(changed=NOW), Due.CHANGED),
        (looked(DAY), Listing(NOW - 8 * DAY, before=NOW - 9 * DAY), Due.CHANGED),
        (looked(DAY), Listing(NOW - 9 * DAY, before=NOW - 9 * DAY), None),
        (looked(DAY / 9), Listing(missing=True), Due.MISSING),
        (looked(DAY / 9, same=DAY), Listing(missing=True), None),
        (refused("timeout", HOUR / 2), Listing(), None),
        (refused("timeout", 2 * HOUR), Listing(), Due.FAILED),
        (refused("timeout", 2 * HOUR, times=3), Listing(), None),
        (refused("timeout", 5 * HOUR, times=3), Listing(), Due.FAILED),
        (refused("timeout", 8 * DAY, times=10**6), Listing(), Due.FAILED),
        (refused("server-error", DAY / 99), Listing(changed=NOW), Due.FAILED),
        (refused("server-error", DAY / 99, times=3), Listing(changed=NOW), None),
        (refused("gone", DAY * 0.9, missed=1), Listing(), None),
        (refused("gone", DAY * 1.1, missed=1), Listing(), Due.FAILED),
        (refused("gone", 5 * DAY, missed=2), Listing(), None),
        (refused("gone", 7 * DAY, missed=3), Listing(), Due.FAILED),
        (refused("gone", 29 * DAY, missed=4), Listing(), None),
        (refused("redirect", 29 * DAY), Listing(), None),
        (refused("redirect", 29 * DAY), Listing(changed=NOW), Due.FAILED),
        (refused("robots", DAY / 99, times=9), Listing(), Due.FAILED),
        (refused("gone", DAY / 2, looked(9 * DAY)), Listing(missing=True), None),
        (refused("gone", 8 * DAY, looked(9 * DAY)), Listing(missing=True), Due.FAILED),
    ],
)
def test_what_is_due(known: Remembered, listed: Listing, expected: Due | None) -> None:
    assert due(known, listed, now=NOW) is expected


@pytest.mark.parametrize("reason", [one.value for one in Outcome])
def test_whatever_fails_rests_longer_and_within_bounds(reason: str) -> None:
    waits = [rest(refused(reason, DAY, times=n, missed=n)) for n in range(50)]
    assert waits == sorted(waits)
    assert waits[-1] <= 60 * DAY
    assert [rest(refused("timeout", DAY, times=n)) / HOUR for n in (1, 2, 5, 8, 9)] == [
        1, 2, 16, 128, 168,
    ]  # fmt: skip


def watched(age: timedelta, looks: int, changes: int, same: timedelta) -> Remembered:
    """A page that was looked at evenly since it came, and whose text was the same for so long."""
    return Remembered(
        URL, looked=NOW, since=NOW - same, first=NOW - age, looks=looks, changes=changes
    )


@pytest.mark.parametrize(
    ("known", "days"),
    [
        (watched(0 * DAY, 0, 0, 0 * DAY), 0.25),  # just come
        (watched(DAY, 3, 0, DAY), 1),  # the same for a day
        (watched(40 * DAY, 8, 0, 40 * DAY), 40),
        (watched(400 * DAY, 20, 0, 400 * DAY), 60),
        (watched(2 * DAY, 8, 8, 0 * DAY), 0.25),  # a report that is written on and on
        (watched(8 * DAY, 8, 8, 0 * DAY), 1),
        (watched(800 * DAY, 90, 90, 0 * DAY), 7),  # a page that is no article, all its life
        (watched(80 * DAY, 10, 2, 30 * DAY), 30),  # 10 looks, 2 changes: the next in 39 days
        (watched(80 * DAY, 20, 2, 60 * DAY), 80 / 20 / 0.1029),
    ],
)
def test_how_often_it_changed_and_how_old_it_is(known: Remembered, days: float) -> None:
    assert recheck(known, quiet=False) / DAY == pytest.approx(days, rel=0.01)


def test_the_lists_tell_how_old_a_page_is_and_that_it_is_the_same() -> None:
    fresh = watched(0 * DAY, 0, 0, 0 * DAY)
    assert recheck(fresh, NOW - 24 * DAY, quiet=False) == 3 * DAY
    assert recheck(fresh, NOW - 24 * DAY, quiet=True) == 30 * DAY


@given(
    age=st.timedeltas(timedelta(), timedelta(days=9_000)),
    part=st.floats(0, 1),
    looks=st.integers(0, 500),
    part_changed=st.floats(0, 1),
)
def test_every_wait_is_bounded_and_changes_shorten_it(
    age: timedelta, part: float, looks: int, part_changed: float
) -> None:
    known = watched(age, looks, int(looks * part_changed), age * part)
    wait = recheck(known, quiet=False)
    assert HOUR * 6 <= wait <= 60 * DAY
    assert recheck(replace(known, changes=looks), quiet=False) <= wait


def test_news_that_are_none_are_not_believed_for_long() -> None:
    known = looked(DAY, same=9 * DAY)
    assert due(replace(known, vain=2), Listing(changed=NOW), now=NOW) is Due.CHANGED
    assert due(replace(known, vain=3), Listing(changed=NOW), now=NOW) is None
    old = replace(looked(10 * DAY, same=9 * DAY), vain=3)
    assert due(old, Listing(changed=NOW), now=NOW) is Due.OLD


def asked(frontier: Frontier) -> Iterator[Turn]:
    while turn := frontier.first():
        yield turn
        frontier.asked(turn)


def test_the_order_of_asking(tmp_path: Path) -> None:
    with closing(Memory(tmp_path)) as memory:
        frontier = Frontier(memory, "proba")
        frontier.add("failed", Due.FAILED, NOW)
        frontier.add("old", Due.OLD)
        frontier.add("new", Due.NEW)
        frontier.add("newer", Due.NEW, NOW - DAY)
        frontier.add("newest", Due.NEW, NOW)
        frontier.add("changed", Due.CHANGED, NOW)
        assert not frontier.add("new", Due.CHANGED)
        order = [turn.url for turn in asked(frontier)]
        assert not frontier.add("new", Due.NEW)
        assert order == ["newest", "newer", "new", "changed", "old", "failed"]
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
