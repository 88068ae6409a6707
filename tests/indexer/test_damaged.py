"""A page whose newest record is damaged is read from the one before, until it is fetched again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive import ARTICLE_JSON, Archive, Capture, Site
from indexer import Library, Query, build

PAPER = Site("paper", "Вестник", "https://paper.example/")
SITES = {"paper": PAPER}
URL = "https://paper.example/1"


def capture(title: str, hours: int) -> Capture:
    body = json.dumps({"url": URL, "title": title, "text": "Текст на новината."}).encode()
    when = datetime(2026, 9, 1, hours, tzinfo=UTC)
    return Capture("paper", URL, when, body, headers={"content-type": ARTICLE_JSON}, how="import")


def title(index: Path) -> str:
    (hit,) = Library(index).search(Query("новина")).hits
    return hit.title


def test_the_version_before_serves_and_the_next_fetch_heals(tmp_path: Path) -> None:
    folder, index = tmp_path / "archive", tmp_path / "index"
    with Archive.open(folder, write=True, turn_over=1) as archive:
        archive.keep(capture("Първа версия", 1))
        archive.keep(capture("Втора версия", 2))
        build.index(index, archive, SITES)
        newest = archive.history(URL)[-1]
    assert title(index) == "Втора версия"
    path = folder / "warc" / newest.file
    data = bytearray(path.read_bytes())
    data[newest.offset + newest.length // 2] ^= 0x10
    path.write_bytes(data)
    with Archive.open(folder, write=True) as archive:
        build.rebuild(index, archive, SITES)
        assert title(index) == "Първа версия"
        again = capture("Втора версия", 3)
        assert archive.keep(again).outcome == "changed"
        build.index(index, archive, SITES)
        assert title(index) == "Втора версия"
        build.rebuild(index, archive, SITES)
        assert title(index) == "Втора версия"
        assert archive.read(newest.id).fetched + timedelta(hours=1) == again.fetched
