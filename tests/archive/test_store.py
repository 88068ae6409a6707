"""Keeping and reading back: what is new, what repeats, what is gone and comes again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive import Archive, Capture, Kept, recatalogue
from archive.errors import ArchiveBusy, ArchiveError, DamagedRecord, NotWritable
from archive.verify import verify

Page = Callable[..., Capture]


def test_a_new_page_is_kept_whole(archive: Archive, page: Page) -> None:
    kept = archive.keep(page())
    read = archive.read(kept.id)
    assert kept == Kept(1, "new")
    assert (read.url, read.body, read.fetched, read.id) == (
        page().url, page().body, page().fetched, 1,
    )  # fmt: skip
    assert read.headers["etag"] == '"Здравей"'.encode().decode("latin-1")
    assert read.content_type == "text/html; charset=utf-8"


def test_the_same_bytes_make_a_revisit(archive: Archive, page: Page) -> None:
    archive.keep(page())
    again = archive.keep(page(hours=1))
    assert again == Kept(2, "unchanged")
    kinds = [entry.kind for entry in archive.captures()]
    assert kinds == ["response", "revisit"]
    assert archive.read(2).body == page().body
    assert archive.read(2).fetched == page(hours=1).fetched
    assert [capture.id for capture in archive.stream()] == [1]


def test_other_bytes_are_a_change(archive: Archive, page: Page) -> None:
    archive.keep(page())
    assert archive.keep(page(text="Сбогом", hours=1)).outcome == "changed"
    assert archive.keep(page(hours=2)).outcome == "changed"
    assert [c.body for c in archive.stream()] == [
        page().body,
        page(text="Сбогом").body,
        page().body,
    ]


def test_the_very_same_fetch_is_kept_once(archive: Archive, page: Page) -> None:
    first, second = page(), page(text="Втора", hours=1)
    kept = [archive.keep(capture).id for capture in (first, second, first, second)]
    assert kept == [1, 2, 1, 2]
    assert archive.counts().captures == 2


def test_an_older_copy_does_not_become_the_newest(archive: Archive, page: Page) -> None:
    archive.keep(page(hours=5))
    archive.keep(page(text="Стара", hours=-5, how="import"))
    last = archive.last(page().url)
    assert last is not None
    assert last.fetched == page(hours=5).fetched
    assert [entry.id for entry in archive.history(page().url)] == [2, 1]


def test_304_is_a_revisit_that_keeps_the_validators(archive: Archive, page: Page) -> None:
    archive.keep(page(headers={"etag": '"1"', "last-modified": "Mon, 03 Mar 2025 10:00:00 GMT"}))
    archive.unmodified("proba", page().url, page(hours=1).fetched)
    last = archive.last(page().url)
    assert last is not None
    assert (last.kind, last.status, last.etag) == ("revisit", 304, '"1"')
    assert last.modified == "Mon, 03 Mar 2025 10:00:00 GMT"
    assert (archive.read(2).status, archive.read(2).body) == (200, page().body)


def test_304_to_something_never_captured_is_a_mistake(archive: Archive, page: Page) -> None:
    with pytest.raises(ValueError, match="never captured"):
        archive.unmodified("proba", page().url, page().fetched)


def test_a_tombstone_and_the_return(archive: Archive, page: Page) -> None:
    archive.keep(page())
    stone = archive.bury(page().url, "proba", page(hours=1).fetched, "answers 410")
    assert stone is not None
    assert (stone.seq, stone.lifted) == (2, None)
    assert archive.bury(page().url, "proba", page(hours=2).fetched, "answers 404") == stone
    last = archive.last(page().url)
    assert last is not None
    assert last.etag is None, "a page that is back must come whole"
    back = archive.keep(page(hours=3))
    assert back == Kept(3, "changed")
    assert [stone.lifted for stone in archive.tombstones()] == [3]
    assert [capture.id for capture in archive.stream(after=2)] == [3]


def test_an_old_copy_lifts_no_tombstone(archive: Archive, page: Page) -> None:
    archive.keep(page())
    stone = archive.bury(page().url, "proba", page(hours=5).fetched, "answers 404")
    archive.keep(page(text="Стара", hours=-300, how="import"))
    assert archive.buried(page().url) == stone
    archive.close()
    recatalogue(archive.folder)
    with Archive.open(archive.folder) as again:
        assert again.buried(page().url) == stone


def test_each_content_of_a_page_once_the_newest_seen_first(archive: Archive, page: Page) -> None:
    archive.keep(page(text="А"))
    archive.keep(page(text="Б", hours=1))
    archive.keep(page(text="А", hours=2))
    archive.keep(page(text="А", hours=3))
    archive.keep(page(text="В", hours=-9, how="import"))
    contents = archive.contents(page().url)
    assert [[entry.id for entry in records] for records in contents] == [[1, 3], [2], [5]]
    assert archive.whole(contents[0][1]).body == page(text="А").body
    assert archive.newest_number == 5
    assert archive.contents("https://proba.example/never") == []


def test_what_was_never_captured_cannot_be_buried(archive: Archive, page: Page) -> None:
    assert archive.bury(page().url, "proba", page().fetched, "answers 404") is None
    assert list(archive.tombstones()) == []


def test_captures_of_a_site_behind_an_id(archive: Archive, page: Page) -> None:
    with archive.batch():
        for number in range(2100):
            archive.keep(page(f"n{number}", site="edno" if number % 2 else "dve"))
    assert [e.id for e in archive.captures(after=2090, site="edno")] == [
        2092,
        2094,
        2096,
        2098,
        2100,
    ]
    assert sum(1 for _ in archive.captures()) == 2100
    assert archive.counts().addresses == 2100


def test_files_turn_over_at_a_size(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True, turn_over=3000) as archive:
        for number in range(20):
            archive.keep(page(f"n{number}", text=os.urandom(200).hex()))
    files = sorted((folder / "warc").iterdir())
    assert len(files) > 2
    assert all(3000 <= file.stat().st_size < 4500 for file in files[:-1])
    for file in files:
        with file.open("rb") as opened:
            kinds = [record.rec_type for record in ArchiveIterator(opened, check_digests="raise")]
        assert kinds[0] == "warcinfo"
        assert set(kinds[1:]) == {"response"}
    assert verify(folder).problems == ()


def test_reading_makes_nothing(folder: Path) -> None:
    with Archive.open(folder) as archive:
        assert (
            list(archive.captures()) == list(archive.stream()) == list(archive.tombstones()) == []
        )
        assert archive.last("https://a.example/") is None
        assert archive.counts().captures == 0
    assert not folder.exists()


def test_a_reader_cannot_write(folder: Path, page: Page) -> None:
    with Archive.open(folder) as archive, pytest.raises(ArchiveError, match="not open for writing"):
        archive.keep(page())


def test_a_reader_sees_what_a_writer_adds(archive: Archive, folder: Path, page: Page) -> None:
    archive.keep(page("a"))
    with Archive.open(folder) as reader:
        archive.keep(page("b"))
        assert [capture.url for capture in reader.stream(after=1)] == [page("b").url]


def test_a_second_writer_is_told_who_holds_the_archive(archive: Archive, folder: Path) -> None:
    code = "from archive import *; import sys, pathlib"
    code += "; Archive.open(pathlib.Path(sys.argv[1]), write=True)"
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, text=True)
    assert f"is being written by process {os.getpid()} (" in done.stderr
    with pytest.raises(ArchiveBusy, match=str(os.getpid())):
        Archive.open(folder, write=True)


def test_an_error_in_a_batch_loses_nothing(folder: Path, page: Page) -> None:
    def fail() -> None:
        with Archive.open(folder, write=True) as archive, archive.batch():
            archive.keep(page("a"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with Archive.open(folder) as archive:
        assert archive.counts().captures == 1


def test_a_folder_that_is_a_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("x")
    with pytest.raises(NotWritable, match="cannot write"):
        Archive.open(tmp_path / "archive", write=True)


def test_a_number_that_nobody_has(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="no capture has the number 9"):
        archive.read(9)


def test_damage_ends_a_stream_or_is_collected(archive: Archive, folder: Path, page: Page) -> None:
    for name in "abc":
        archive.keep(page(name))
    entry = list(archive.captures())[1]
    with (folder / "warc" / entry.file).open("r+b") as file:
        file.seek(entry.offset + entry.length // 2)
        file.write(b"\0\0\0")
    with pytest.raises(DamagedRecord):
        list(archive.stream())
    damaged: list[DamagedRecord] = []
    assert [c.id for c in archive.stream(damaged=damaged)] == [1, 3]
    assert [error.offset for error in damaged] == [entry.offset]


def test_a_page_of_another_site_is_kept_for_it(archive: Archive, page: Page) -> None:
    archive.keep(page())
    assert archive.keep(page(hours=1, site="drug")).outcome == "changed"
    assert [looks.url for looks in archive.looks("drug")] == [page().url]
    assert list(archive.looks("proba")) == []


def test_each_file_says_what_it_is(folder: Path, page: Page) -> None:
    contact = "mail@example.org\r\nfaked: field"
    with Archive.open(folder, write=True, turn_over=1, operator=contact) as archive:
        archive.keep(page("a"))
        archive.keep(page("b"))
    for path in (folder / "warc").iterdir():
        with path.open("rb") as opened:
            info, page_record = _told(ArchiveIterator(opened))
        about = dict(line.split(": ", 1) for line in info[1].decode().splitlines())
        assert about["software"].startswith("Hronika/")
        assert (about["robots"], about["format"]) == ("obey", "WARC File Format 1.1")
        assert about["operator"] == "mail@example.org faked: field"
        assert page_record[0]["WARC-Warcinfo-ID"] == info[0]["WARC-Record-ID"]


def _told(records: ArchiveIterator) -> list[tuple[Any, bytes]]:
    return [(record.rec_headers, record.content_stream().read()) for record in records]


def test_a_file_that_is_written_on_keeps_its_warcinfo(folder: Path, page: Page) -> None:
    for name in "ab":
        with Archive.open(folder, write=True) as archive:
            archive.keep(page(name))
    with (folder / "warc" / "hronika-00001.warc.gz").open("rb") as opened:
        info, *pages = _told(ArchiveIterator(opened))
    assert {one["WARC-Warcinfo-ID"] for one, _ in pages} == {info[0]["WARC-Record-ID"]}
