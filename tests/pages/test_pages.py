"""Golden pages: each page of every kind is read as the file beside it says.

`hronika read FILE --record tests/pages/KIND` writes a new one; look at what it wrote before it is
kept.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from archive import Capture, Site
from indexer.cli.golden import golden, write_golden
from indexer.extract import read

HERE = Path(__file__).parent
GOLDEN = sorted(HERE.glob("*/*.json"))


def capture_of(path: Path) -> Capture:
    told = json.loads(path.read_text("utf-8"))
    return Capture(
        site="vesti",
        url=told["address"],
        fetched=datetime.fromisoformat(told["fetched"]),
        body=path.with_suffix(".html").read_bytes(),
        headers={"content-type": told["content_type"]} if told["content_type"] else {},
    )


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_a_page_is_read_as_its_file_says(path: Path) -> None:
    capture = capture_of(path)
    found = read(capture, Site.undeclared(capture.url, "vesti"))
    assert golden(found) == json.loads(path.read_text("utf-8"))["expected"]


def test_each_page_has_its_expectation() -> None:
    pages = {path.with_suffix("") for path in HERE.glob("*/*.html")}
    assert pages == {path.with_suffix("") for path in GOLDEN}
    assert len(pages) > 60


def test_a_recorded_page_is_the_page(tmp_path: Path) -> None:
    capture = capture_of(GOLDEN[0])
    found = read(capture, Site.undeclared(capture.url, "vesti"))
    path = write_golden(tmp_path / "kind", capture, found)
    again = capture_of(path)
    assert (again.body, again.url, again.fetched) == (capture.body, capture.url, capture.fetched)
    assert json.loads(path.read_text("utf-8"))["expected"] == golden(found)
