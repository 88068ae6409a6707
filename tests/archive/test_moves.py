"""An address that leads to another for good, and comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive import Archive, Capture, Kept

Page = Callable[..., Capture]


def test_a_move_and_the_return(archive: Archive, page: Page) -> None:
    archive.keep(page())
    there, url = "https://news.example/new/", page().url
    move = archive.forward(url, "proba", there, page(hours=1).fetched, 308)
    assert move is not None
    assert (move.seq, move.to, move.lifted) == (2, there, None)
    assert archive.forward(url, "proba", there, page(hours=2).fetched) == move
    assert archive.moved(url) == move
    last = archive.last(url)
    assert last is not None
    assert last.etag is None, "a page that is back must come whole"
    assert archive.keep(page(hours=3)) == Kept(3, "changed")
    assert archive.moved(url) is None
    assert [(m.seq, m.lifted) for m in archive.moves()] == [(2, 3)]
    assert archive.newest_number == 3


def test_a_move_to_elsewhere_lifts_the_one_before(archive: Archive, page: Page) -> None:
    archive.keep(page())
    for hour, name in enumerate("bcb"):
        archive.forward(page().url, "proba", page(name).url, page(hours=hour + 1).fetched)
    assert [(m.seq, m.to, m.lifted) for m in archive.moves()] == [
        (2, page("b").url, 3),
        (3, page("c").url, 4),
        (4, page("b").url, None),
    ]
    assert [m.seq for m in archive.moves(after=2)] == [3, 4]


def test_a_clock_that_was_set_back_buries_and_forwards_once(archive: Archive, page: Page) -> None:
    archive.keep(page(hours=5))
    url, there = page().url, page("b").url
    for hour in (1, 2):
        stone = archive.bury(url, "proba", page(hours=hour).fetched, "answers 404")
        move = archive.forward(url, "proba", there, page(hours=hour).fetched)
        assert stone is not None
        assert move is not None
        assert (stone.seq, move.seq) == (2, 3)


def test_what_was_never_captured_moves_nowhere(archive: Archive, page: Page) -> None:
    assert archive.forward(page().url, "proba", page("b").url, page().fetched) is None
    archive.keep(page())
    with pytest.raises(ValueError, match="not a plain http address"):
        archive.forward(page().url, "proba", "/b/", page().fetched)
