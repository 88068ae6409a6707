"""Files that an older version wrote are read as before: `before/` was written by version 0.1, with
headers in percent-encoding, an HTTP block in 304 revisits and tombstones of the reason alone.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from archive import Archive, recatalogue
from archive.verify import verify

BEFORE = Path(__file__).with_name("before")


@pytest.fixture
def old(folder: Path) -> Path:
    shutil.copytree(BEFORE, folder / "warc")
    recatalogue(folder)
    return folder


def test_an_old_archive_is_whole(old: Path) -> None:
    verified = verify(old)
    assert (verified.records, verified.problems) == (7, ())


def test_what_it_held_is_read(old: Path) -> None:
    with Archive.open(old) as archive:
        kinds = [(entry.id, entry.kind, entry.status, entry.etag) for entry in archive.captures()]
        assert kinds == [
            (1, "response", 200, '"1"'),
            (2, "response", 200, '"1"'),
            (3, "revisit", 200, '"2"'),
            (4, "revisit", 304, '"3"'),
            (6, "resource", 200, None),
            (7, "response", 200, '"1"'),
        ]
        assert [(s.seq, s.reason, s.lifted) for s in archive.tombstones()] == [
            (5, "answers 404", 7)
        ]
        again = archive.read(4)
        assert "Дъжд от сутринта." in again.body.decode("windows-1251")
        assert again.headers["x-note"] == "%D0%B4%D0%B2%D0%B5 %D0%B4%D1%83%D0%BC%D0%B8"
        assert archive.read(6).content_type == "application/json; profile=article"


def test_it_is_written_on(old: Path) -> None:
    with Archive.open(old, write=True) as archive:
        again = replace(archive.read(1), fetched=archive.read(7).fetched)
        kept = archive.keep(again)
        assert (kept.id, kept.outcome) == (8, "unchanged")
    assert verify(old).problems == ()
