"""The catalogue made again: beside the old one, with the numbers of before."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import Archive, Capture, recatalogue
from archive.verify import verify
from archive.warc import Spot

Page = Callable[..., Capture]
KILLS = int(os.environ.get("HRONIKA_KILLS", "8"))
"""How often a process is killed at a random moment; 300 and more on demand."""

RECATALOGUE = """
import sys
from pathlib import Path
from archive import recatalogue
print("begins", flush=True)
recatalogue(Path(sys.argv[1]))
"""


@pytest.fixture
def filled(folder: Path, page: Page) -> Path:
    with Archive.open(folder, write=True, turn_over=20_000) as archive, archive.batch():
        for number in range(150):
            archive.keep(page(f"n{number}", text=os.urandom(300).hex()))
        archive.bury(page("n5").url, "proba", page(hours=1).fetched, "answers 410")
    return folder


def rows(folder: Path) -> list[object]:
    with Archive.open(folder) as archive:
        return [list(archive.captures()), list(archive.tombstones()), list(archive.moves())]


def test_killed_at_any_moment_it_leaves_a_catalogue_in_force(filled: Path) -> None:
    before, dice = rows(filled), random.Random(3)
    (took,) = (_seconds(filled) for _ in range(1))
    for _ in range(KILLS):
        process = _begun(filled)
        time.sleep(dice.uniform(0, took * 1.2))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert rows(filled) == before
        Archive.open(filled, write=True).close()
        assert not list(filled.glob("catalogue.new*"))
        assert rows(filled) == before
    assert verify(filled).problems == ()


def _begun(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", RECATALOGUE, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begins\n"
    return process


def _seconds(folder: Path) -> float:
    process, begun = _begun(folder), time.monotonic()
    process.communicate()
    return time.monotonic() - begun


def test_a_log_of_the_old_catalogue_never_meets_the_new_one(filled: Path) -> None:
    before = rows(filled)
    reader = sqlite3.connect(filled / "catalogue.db")
    reader.execute("SELECT count(*) FROM captures").fetchone()
    with Archive.open(filled, write=True):
        shutil.copy(filled / "catalogue.db-shm", filled / "kept-shm")
    filled.joinpath("catalogue.db-wal").write_bytes(b"of another file" * 1000)
    reader.close()
    recatalogue(filled)
    assert rows(filled) == before


@pytest.mark.parametrize("left", ["half a catalogue", ""])
def test_a_leftover_is_removed_by_the_next_writer(filled: Path, left: str) -> None:
    before = rows(filled)
    for suffix in ("", "-wal", "-journal"):
        filled.joinpath(f"catalogue.new{suffix}").write_text(left)
    Archive.open(filled, write=True).close()
    assert not list(filled.glob("catalogue.new*"))
    assert rows(filled) == before


@pytest.mark.parametrize("lost", ["catalogue", "nothing"])
def test_a_number_is_never_given_again(folder: Path, page: Page, lost: str) -> None:
    with Archive.open(folder, write=True) as archive:
        for name in "abcde":
            last = archive.keep(page(name))
        spot = list(archive.captures())[2].spot
    os.truncate(folder / "warc" / spot.file, spot.offset)
    if lost == "catalogue":
        for path in folder.glob("catalogue.*"):
            path.unlink()
    recatalogue(folder)
    with Archive.open(folder, write=True) as archive:
        assert archive.counts().captures == 2
        assert archive.keep(page("f")).id == last.id + 1


def test_nor_after_a_kill_and_the_loss_of_both(folder: Path, page: Page) -> None:
    """What was set aside and perhaps used is left out."""
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("a"))
        aside = (folder / "numbers").read_bytes()
        archive.keep(page("b"))
    (folder / "numbers").write_bytes(aside)
    for path in (*folder.glob("catalogue.*"), *(folder / "warc").iterdir()):
        path.unlink()
    with Archive.open(folder, write=True) as archive:
        assert archive.keep(page("c")).id == int(aside) + 1 > 2


def test_a_file_that_was_copied_is_no_problem(filled: Path) -> None:
    before = rows(filled)
    first = filled / "warc" / "hronika-00001.warc.gz"
    shutil.copy(first, filled / "warc" / "hronika-00077.warc.gz")
    assert any("hronika recatalogue" in str(p) for p in verify(filled).problems)
    recatalogue(filled)
    assert rows(filled) == before
    assert verify(filled).problems == ()
    with Archive.open(filled, write=True) as archive:
        assert archive.recovered.taken == 0
    first.unlink()
    recatalogue(filled)
    assert len(rows(filled)[0]) == len(before[0])  # type: ignore[arg-type]
    assert verify(filled).problems == ()


@pytest.mark.parametrize("taken_by", ["recatalogue", "the next writer"])
def test_records_of_another_archive_get_new_numbers(
    tmp_path: Path, page: Page, taken_by: str
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    with Archive.open(one, write=True) as archive:
        archive.keep(page("a"))
        archive.keep(page("b"))
    with Archive.open(other, write=True) as archive:
        archive.keep(page("x"))
        archive.keep(page("x", hours=1))
        archive.bury(page("x").url, "proba", page(hours=2).fetched, "answers 404")
        archive.keep(page("y"))
    source = other / "warc" / "hronika-00001.warc.gz"
    shutil.copy(source, one / "warc" / "hronika-00002.warc.gz")
    if taken_by == "recatalogue":
        recatalogue(one)
    else:
        Archive.open(one, write=True).close()
    with Archive.open(one) as archive:
        ids = [entry.id for entry in archive.captures()]
        assert ids[:2] == [1, 2]
        assert len({*ids}) == len(ids) == 5
        assert [archive.read(number).url for number in ids[:2]] == [page("a").url, page("b").url]
        assert [len(archive.history(page(name).url)) for name in "xy"] == [2, 1]
        assert archive.buried(page("x").url) is not None
    assert verify(one).problems == ()
    before = rows(one)
    recatalogue(one)
    assert rows(one) == before


def test_what_was_taken_out_of_a_file_shifts_no_number(folder: Path, page: Page) -> None:
    """A record that was taken down: those behind it lie elsewhere now."""
    with Archive.open(folder, write=True) as archive:
        for name in "abcd":
            archive.keep(page(name, text="същата дължина"))
        second = list(archive.captures())[1]
    path = folder / "warc" / second.file
    data = path.read_bytes()
    path.write_bytes(data[: second.offset] + data[second.offset + second.length :])
    recatalogue(folder)
    with Archive.open(folder) as archive:
        assert [(e.id, e.url[-2]) for e in archive.captures()] == [(1, "a"), (3, "c"), (4, "d")]
    assert verify(folder).problems == ()


def test_what_was_lost_is_known_after_it(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True) as archive:
        for name in "abc":
            archive.keep(page(name))
        second = list(archive.captures())[1]
    _flip(folder / "warc", second.spot)
    for _ in range(2):
        recatalogue(folder)
        (problem,) = verify(folder).problems
        assert problem.offset == second.offset
        assert "capture 2 of https://news.example/b/" in problem.reason


def _flip(warc: Path, spot: Spot) -> None:
    data = bytearray((warc / spot.file).read_bytes())
    data[spot.offset + spot.length // 2] ^= 0x10
    (warc / spot.file).write_bytes(data)
