"""An archive in a temporary folder, and captures to put into it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Capture
from archive.warc import Spot

NOON = datetime(2025, 3, 3, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "archive"


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder, write=True) as opened:
        yield opened


@pytest.fixture
def page() -> Callable[..., Capture]:
    def make(name: str = "a", text: str = "Здравей", hours: float = 0, **values: object) -> Capture:
        given: dict[str, object] = {
            "site": "proba",
            "url": f"https://news.example/{name}/",
            "fetched": NOON + timedelta(hours=hours),
            "body": f"<p>{text}</p>".encode(),
            "headers": {"content-type": "text/html; charset=utf-8", "etag": f'"{text}"'},
        }
        return Capture(**{**given, **values})  # type: ignore[arg-type]

    return make


def flip_a_byte(warc: Path, spot: Spot) -> None:
    path = warc / spot.file
    data = bytearray(path.read_bytes())
    data[spot.offset + spot.length // 2] ^= 0x10
    path.write_bytes(data)


def delete_the_file(warc: Path, spot: Spot) -> None:
    (warc / spot.file).unlink()


def lose_the_tail(warc: Path, spot: Spot) -> None:
    os.truncate(warc / spot.file, spot.offset + spot.length // 2)


@pytest.fixture(params=[flip_a_byte, delete_the_file, lose_the_tail])
def damage(request: pytest.FixtureRequest) -> Callable[[Path, Spot], None]:
    """What can happen to a record that is on the disk."""
    return request.param  # type: ignore[no-any-return]
