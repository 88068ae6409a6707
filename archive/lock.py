"""One writer at a time: a lock that the kernel lets go when its process dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from archive.errors import ArchiveBusy


class WriterLock:
    """Holds `FOLDER/lock` until `release()`.

    Raises:
        ArchiveBusy: another process holds it; the message says which, since when.
    """

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(self._fd, 500, 0).decode("utf-8", "replace").strip()
            os.close(self._fd)
            raise ArchiveBusy(
                f"{folder} is being written by {holder or 'another process'}",
                "wait until it is done, or end it",
            ) from None
        os.ftruncate(self._fd, 0)
        with suppress(OSError):  # a full disk: it holds all the same
            os.pwrite(self._fd, _myself().encode(), 0)

    def release(self) -> None:
        """Let the next writer in."""
        os.ftruncate(self._fd, 0)
        os.close(self._fd)


def _myself() -> str:
    command = " ".join([Path(sys.argv[0] or "python").name, *sys.argv[1:]])[:200]
    return f"process {os.getpid()} ({command}) since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n"


def being_written(folder: Path) -> bool:
    """Whether some process holds the lock just now."""
    try:
        fd = os.open(folder / "lock", os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(fd)
    return False
