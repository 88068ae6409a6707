"""When a file was saved: the latest that what it holds can have been fetched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path


def saved_at(path: Path) -> datetime:
    """A file's modification time, never in the future; now, where it lies outside of all calendars.

    Raises:
        OSError: the file cannot be looked at.
    """
    now = datetime.now(UTC)
    try:
        return min(datetime.fromtimestamp(path.stat().st_mtime, UTC), now)
    except (OverflowError, ValueError):
        return now
