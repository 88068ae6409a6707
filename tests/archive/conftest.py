"""An archive in a temporary folder, and captures to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Capture

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
