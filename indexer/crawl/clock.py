"""The time by which a run decides and remembers; a test lets fourteen days pass with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """Goes as the world's clock does, from a moment on; from the present one when it is None."""

    def __init__(self, start: datetime | None = None) -> None:
        self._ahead = start - datetime.now(UTC) if start else timedelta()

    def __call__(self) -> datetime:
        """What time it is, in UTC."""
        return datetime.now(UTC) + self._ahead
