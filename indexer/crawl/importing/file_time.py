"""When a file was saved: the latest that what it holds can have been fetched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # 1980 and 1970 are the zeros of archives and disks


def saved_at(path: Path) -> datetime:
    """A file's modification time; now, where that tells nothing: in the future, or before the web.

    Raises:
        OSError: the file cannot be looked at.
    """
    now = datetime.now(UTC)
    try:
        saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OverflowError, ValueError):
        return now
    return saved if EARLIEST <= saved <= now else now
