"""Whatever can go wrong with the files is found, and named by file, offset and reason."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import Archive, Capture
from archive.entry import Entry
from archive.verify import verify

Page = Callable[..., Capture]
FILE = "hronika-00001.warc.gz"


@pytest.fixture
def entries(folder: Path, page: Page) -> list[Entry]:
    with Archive.open(folder, write=True) as archive:
        for name in "abc":
            archive.keep(page(name, text=name * 300))
        archive.keep(page("a", text="a" * 300, hours=1))
        archive.bury(page("b").url, "proba", page(hours=1).fetched, "answers 404")
        return list(archive.captures())


def test_a_whole_archive_has_no_problem(folder: Path, entries: list[Entry]) -> None:
    verified = verify(folder)
    assert (verified.files, verified.records, verified.problems) == (1, 5, ())


def test_no_archive_has_no_problem(folder: Path) -> None:
    assert verify(folder).problems == ()


def test_a_flipped_byte(folder: Path, entries: list[Entry]) -> None:
    path, second = folder / "warc" / FILE, entries[1]
    data = bytearray(path.read_bytes())
    data[second.offset + second.length - 20] ^= 1
    path.write_bytes(data)
    (problem,) = verify(folder).problems
    assert (problem.file, problem.offset) == (path, second.offset)
    assert "capture 2 of https://news.example/b/" in problem.reason


def test_a_truncated_file(folder: Path, entries: list[Entry]) -> None:
    third = entries[2]
    os.truncate(folder / "warc" / FILE, third.offset + 10)
    found = {
        (problem.offset, problem.reason.split(": ")[-1]) for problem in verify(folder).problems
    }
    assert (entries[3].offset, "the file ends before the record does") in found
    assert third.offset in {offset for offset, _ in found}


def test_a_missing_file(folder: Path, entries: list[Entry]) -> None:
    (folder / "warc" / FILE).unlink()
    problems = verify(folder).problems
    assert len(problems) == 5
    assert all("the file is missing" in problem.reason for problem in problems)


def test_a_row_without_record(folder: Path, entries: list[Entry]) -> None:
    _change(folder, "UPDATE captures SET offset = offset + 1 WHERE id = 3")
    reasons = {problem.offset: problem.reason for problem in verify(folder).problems}
    assert "not in the catalogue" in reasons[entries[2].offset]
    assert "no record begins here" in reasons[entries[2].offset + 1]


def test_a_record_without_row(folder: Path, entries: list[Entry]) -> None:
    _change(folder, "DELETE FROM captures WHERE id = 3")
    (problem,) = verify(folder).problems
    assert problem.offset == entries[2].offset
    assert "https://news.example/c/ is not in the catalogue" in problem.reason


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("digest = 'sha1:X'", "digest"),
        ("url = 'https://x.example/'", "address"),
        ("site = 'drug'", "site"),
        ("length = length + 1", "length"),
        ("fetched = '2020-01-01T00:00:00.000000Z'", "time"),
    ],
)
def test_a_row_that_says_something_else(
    folder: Path, entries: list[Entry], change: str, what: str
) -> None:
    _change(folder, f"UPDATE captures SET {change} WHERE id = 3")
    (problem,) = verify(folder).problems
    assert problem.reason.endswith(f"the catalogue has another {what}")


def test_a_revisit_of_nothing(folder: Path, entries: list[Entry]) -> None:
    _change(folder, "DELETE FROM captures WHERE id = 1")
    reasons = [problem.reason for problem in verify(folder).problems]
    assert any("refers to bytes that are not in the catalogue" in reason for reason in reasons)


def test_rubbish_at_the_end(folder: Path, entries: list[Entry]) -> None:
    path = folder / "warc" / FILE
    size = path.stat().st_size
    with path.open("ab") as file:
        file.write(b"rubbish")
    (problem,) = verify(folder).problems
    assert problem.offset == size


def test_what_a_writer_is_just_adding_is_no_problem(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True) as archive, archive.batch():
        archive.keep(page("a"))
        assert verify(folder).problems == ()


def _change(folder: Path, sql: str) -> None:
    with sqlite3.connect(folder / "catalogue.db") as db:
        db.execute(sql)
    db.close()
