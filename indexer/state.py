"""What the index is at a moment, told without a search: whoever kept an answer asks it first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class State:
    """One state of the index.

    Attributes:
        token: another one whenever an answer may be another; the same in every process.
        changed: when it came about, UTC, whole seconds.
    """

    token: str
    changed: datetime


def state_of(table: Path, generation: str, commit: int) -> State:
    """The state of a generation.

    Args:
        table: its articles.db; what SQLite has written beside it counts too.
        commit: the number of the search index's last write.
    """
    files = (table, table.with_name(table.name + "-wal"))
    moments = [at for path in files if (at := _written(path))]
    newest = max(moments, default=0)
    changed = datetime.fromtimestamp(newest // 1_000_000_000, UTC)
    return State(f"{generation}.{commit}.{newest:x}", changed)


def _written(path: Path) -> int:
    """When a file with anything in it was written last, in nanoseconds; 0 for none.

    A reader that opens the table makes an empty `-wal`, which is no change.
    """
    try:
        found = path.stat()
    except OSError:
        return 0
    return found.st_mtime_ns if found.st_size else 0
