"""After a crash, and from nothing but the WARC files."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import Archive, Capture, recatalogue
from archive.errors import ArchiveError
from archive.verify import verify

Page = Callable[..., Capture]
KILLS = int(os.environ.get("HRONIKA_KILLS", "6"))
"""How often a process is killed at a random moment; 300 and more on demand."""

KEEPER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from archive import Archive, Capture
with Archive.open(Path(sys.argv[1]), write=True, turn_over=200_000) as archive:
    for number in range(int(sys.argv[2]), 10**9):
        url = f"https://news.example/{number}/"
        body = (f"<p>{number}</p>" * 400).encode()
        archive.keep(Capture("proba", url, datetime.now(UTC), body))
        print(number, flush=True)
"""


def test_kill_9_loses_nothing_that_was_said_to_be_kept(folder: Path) -> None:
    dice = random.Random(5)
    start = 0
    for _ in range(KILLS):
        said = _keep_and_kill(folder, start, dice.uniform(0.0, 0.15))
        with Archive.open(folder, write=True) as archive:
            urls = [capture.url for capture in archive.stream()]
        assert len(urls) == len(set(urls))
        assert len(urls) in (said, said + 1), "the one being kept may be there or not"
        assert verify(folder).problems == ()
        start = len(urls)
    assert start > 10


def test_verify_gives_no_false_alarm_while_a_writer_keeps(folder: Path) -> None:
    command = [sys.executable, "-c", KEEPER, str(folder), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout is not None
        keeper.stdout.readline()
        for _ in range(8):
            assert verify(folder).problems == ()
        keeper.kill()
        keeper.stdout.read()


def _keep_and_kill(folder: Path, start: int, seconds: float) -> int:
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPER, str(folder), str(start)], stdout=subprocess.PIPE, text=True
    )
    assert keeper.stdout is not None
    first = keeper.stdout.readline()
    assert first, "the keeper did not start"
    time.sleep(seconds)
    os.kill(keeper.pid, signal.SIGKILL)
    rest = keeper.stdout.read().splitlines()
    keeper.stdout.close()
    keeper.wait()
    whole = [line for line in (first.strip(), *rest) if line]
    return int(whole[-1]) + 1


@pytest.mark.parametrize("left", [1, 9, 60, -1])
def test_a_torn_tail_is_cut_back_and_laid_aside(folder: Path, page: Page, left: int) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("a"))
        archive.keep(page("b"))
    file = folder / "warc" / "hronika-00001.warc.gz"
    with Archive.open(folder) as archive:
        last = list(archive.captures())[-1]
    _forget(folder, last.id, last.offset)
    os.truncate(file, last.offset + (left if left > 0 else last.length - 1))
    torn = file.read_bytes()[last.offset :]
    with Archive.open(folder, write=True) as archive:
        assert archive.recovered.cut == len(torn)
        assert archive.keep(page("b")).id == last.id
    assert file.with_name(f"{file.name}.torn-{last.offset}").read_bytes() == torn
    assert verify(folder).problems == ()


def test_a_record_that_was_written_but_not_catalogued_is_taken_in(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("a"))
        archive.keep(page("b"))
        last = list(archive.captures())[-1]
    _forget(folder, last.id, last.offset)
    with Archive.open(folder, write=True) as archive:
        assert archive.recovered.taken == 1
        assert list(archive.captures())[-1] == last
        assert archive.keep(page("b")).outcome == "unchanged"


def test_a_file_that_lost_bytes_is_not_written_on(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("a"))
        archive.keep(page("b"))
    file = folder / "warc" / "hronika-00001.warc.gz"
    os.truncate(file, file.stat().st_size - 5)
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("c"))
        assert archive.read(3).url == page("c").url
        assert list(archive.captures())[-1].file == "hronika-00002.warc.gz"
    assert len(verify(folder).problems) == 1


def test_the_catalogue_is_made_again_from_the_files(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True, turn_over=2000) as archive:
        for number in range(12):
            archive.keep(page(f"n{number}"))
        archive.keep(page("n1", text="Друго", hours=1))
        archive.keep(page("n2", hours=1))
        archive.unmodified("proba", page("n3").url, page(hours=2).fetched)
        archive.bury(page("n4").url, "proba", page(hours=1).fetched, "answers 404")
        archive.bury(page("n5").url, "proba", page(hours=1).fetched, "answers 410")
        archive.forward(page("n6").url, "proba", page("n7").url, page(hours=1).fetched)
        archive.forward(page("n8").url, "proba", page("n7").url, page(hours=1).fetched)
        archive.keep(page("n5", hours=9))
        archive.keep(page("n6", hours=9))
        archive.unmodified("proba", page("n1").url, page(hours=10).fetched, {"ETag": '"new"'})
        archive.keep(page("imported", how="import", headers={"content-type": "text/html"}))
        before = _all(archive)
    recatalogue(folder)
    with Archive.open(folder) as archive:
        assert _all(archive) == before
    for suffix in ("", "-wal", "-shm"):
        folder.joinpath(f"catalogue.db{suffix}").unlink(missing_ok=True)
        folder.joinpath(f"catalogue.old{suffix}").unlink(missing_ok=True)
    recatalogue(folder)
    with Archive.open(folder) as archive:
        assert _all(archive) == before
        assert verify(folder).problems == ()


def test_a_missing_catalogue_is_said_and_opening_for_writing_makes_it(
    folder: Path, page: Page
) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("a"))
    folder.joinpath("catalogue.db").unlink()
    with pytest.raises(ArchiveError, match="hronika recatalogue"):
        Archive.open(folder)
    with Archive.open(folder, write=True) as archive:
        assert archive.read(1).url == page("a").url


@pytest.mark.parametrize("content", [b"not a database at all", b"SQLite format 3\0" + b"\1" * 500])
def test_a_damaged_catalogue_is_one_line(folder: Path, page: Page, content: bytes) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("a"))
    folder.joinpath("catalogue.db").write_bytes(content)
    with pytest.raises(ArchiveError, match="hronika recatalogue"):
        Archive.open(folder)
    assert len(verify(folder).problems) == 1
    assert recatalogue(folder).captures == 1


def test_a_catalogue_that_knows_nothing_is_no_archive(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True) as archive:
        for number in range(9):
            archive.keep(page(f"n{number}"))
    with sqlite3.connect(folder / "catalogue.db") as db:
        db.execute("DELETE FROM captures")
    db.close()
    with pytest.raises(ArchiveError, match=r"knows nothing of the WARC .*hronika recatalogue"):
        Archive.open(folder)
    recatalogue(folder)
    with Archive.open(folder) as archive:
        assert archive.counts().captures == 9


def test_a_catalogue_of_another_version_is_refused(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("a"))
    with sqlite3.connect(folder / "catalogue.db") as db:
        db.execute("PRAGMA user_version = 77")
    db.close()
    with pytest.raises(ArchiveError, match="of version 77"):
        Archive.open(folder)


def test_a_catalogue_that_held_the_crawler_s_memory_is_taken_over(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("a"))
    with sqlite3.connect(folder / "catalogue.db") as db:
        db.execute("CREATE TABLE refusals (url TEXT)")
        db.execute("CREATE TABLE listings (url TEXT)")
        db.execute("PRAGMA user_version = 1")
    db.close()
    with Archive.open(folder) as archive:
        assert archive.counts().captures == 1
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("b"))
    with sqlite3.connect(folder / "catalogue.db") as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
    db.close()
    assert {"captures", "tombstones"} <= tables
    assert tables.isdisjoint({"refusals", "listings"})


def test_a_catalogue_without_moves_is_taken_over(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True) as archive:
        archive.keep(page("a"))
    with sqlite3.connect(folder / "catalogue.db") as db:
        db.execute("DROP TABLE moves")
        db.execute("PRAGMA user_version = 2")
    db.close()
    with Archive.open(folder) as archive:
        assert (archive.counts().captures, list(archive.moves())) == (1, [])
    assert verify(folder).problems == ()
    with Archive.open(folder, write=True) as archive:
        archive.forward(page("a").url, "proba", page("b").url, page(hours=1).fetched)
        assert archive.moved(page("a").url) is not None
    assert verify(folder).problems == ()


def _all(archive: Archive) -> list[object]:
    return [
        list(archive.captures()),
        list(archive.tombstones()),
        list(archive.moves()),
    ]


def _forget(folder: Path, number: int, offset: int) -> None:
    """Make the catalogue what it was before the last record, as a crash leaves it."""
    with sqlite3.connect(folder / "catalogue.db") as db:
        db.execute("DELETE FROM captures WHERE id = ?", (number,))
        db.execute("UPDATE files SET size = ?", (offset,))
    db.close()
