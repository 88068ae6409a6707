"""What can go wrong with an index on disk.

ColumnarError
├── DamagedSegment   a file whose bytes are not those that were written
├── IndexLocked      another process writes; also Whoosh's LockError
└── WorkerFailed     a process that indexes for this one could not go on
"""

from __future__ import annotations

from pathlib import Path

from whoosh.index import LockError


class ColumnarError(Exception):
    """Any of them."""


class DamagedSegment(ColumnarError):
    """A file is cut short or changed.

    Attributes:
        path: the file.
        what: which part of it, and what is wrong.
    """

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(f"{path}: {what}")
        self.path, self.what = path, what


class IndexLocked(ColumnarError, LockError):  # type: ignore[misc]  # Whoosh has no types
    """The index is being written by somebody else, named as far as known."""


class WorkerFailed(ColumnarError):
    """A process could not index what it was given; nothing of the commit is kept."""
