"""A record that cannot be read back is not referred to: the page comes whole again, and heals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from archive import Archive, Capture, recatalogue
from archive.errors import DamagedRecord
from archive.warc import Spot

Page = Callable[..., Capture]
Damage = Callable[[Path, Spot], None]


@pytest.fixture
def damaged(folder: Path, page: Page, damage: Damage) -> Path:
    """An archive whose page a was captured, captured again and answered 304; the bytes are lost."""
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("a"))
        archive.keep(page("a", hours=1))
        archive.unmodified("proba", page("a").url, page(hours=2).fetched)
        (first, *_) = archive.captures()
    damage(folder / "warc", first.spot)
    return folder


def test_it_has_no_validators(damaged: Path, page: Page) -> None:
    with Archive.open(damaged) as archive:
        last = archive.last(page("a").url)
    assert last is not None
    assert (last.id, last.etag, last.modified) == (3, None, None)


def test_the_same_bytes_are_kept_whole_again(damaged: Path, page: Page) -> None:
    with Archive.open(damaged, write=True) as archive:
        assert archive.unmodified("proba", page("a").url, page(hours=3).fetched).id == 3
        assert archive.keep(page("a", hours=4)).outcome == "changed"
        assert archive.keep(page("a", hours=5)).outcome == "unchanged"
        kinds = [entry.kind for entry in archive.captures()]
        assert kinds[3:] == ["response", "revisit"]


def test_a_later_whole_copy_serves_the_earlier_captures(damaged: Path, page: Page) -> None:
    with Archive.open(damaged, write=True) as archive:
        for number in (1, 2, 3):
            with pytest.raises(DamagedRecord):
                archive.read(number)
        archive.keep(page("a", hours=4))
        for number in (1, 2, 3):
            assert archive.read(number).body == page("a").body
        last = archive.last(page("a").url)
        assert last is not None
        assert last.etag is not None


def test_the_very_same_import_heals(damaged: Path, page: Page) -> None:
    with Archive.open(damaged, write=True) as archive:
        assert archive.keep(page("a")).id == 4
        assert archive.read(1).body == page("a").body
        assert archive.keep(page("a")).outcome == "unchanged"
        assert archive.counts().captures == 4


def test_after_recatalogue_too(damaged: Path, page: Page) -> None:
    recatalogue(damaged)
    with Archive.open(damaged, write=True) as archive:
        archive.keep(page("a", hours=4))
        assert {archive.read(e.id).body for e in archive.captures()} == {page("a").body}
    recatalogue(damaged)
    with Archive.open(damaged) as archive:
        assert {archive.read(e.id).body for e in archive.captures()} == {page("a").body}


def test_a_damaged_tombstone_or_move_is_said_again(
    folder: Path, page: Page, damage: Damage
) -> None:
    a, b, there = page("a"), page("b"), page("c").url
    with Archive.open(folder, write=True, turn_over=1) as archive:
        archive.keep(a)
        archive.keep(b)
        stone = archive.bury(a.url, "proba", page(hours=1).fetched, "answers 404")
        move = archive.forward(b.url, "proba", there, page(hours=1).fetched)
    assert stone is not None
    assert move is not None
    damage(folder / "warc", stone.spot)
    damage(folder / "warc", move.spot)
    with Archive.open(folder, write=True) as archive:
        again = archive.bury(a.url, "proba", page(hours=2).fetched, "answers 404")
        moved = archive.forward(b.url, "proba", there, page(hours=2).fetched)
        assert again is not None
        assert moved is not None
        assert again.seq > stone.seq
        assert moved.seq > move.seq
        assert [s.lifted for s in archive.tombstones()] == [again.seq, None]
        assert [m.lifted for m in archive.moves()] == [moved.seq, None]
