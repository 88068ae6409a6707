"""Segments opened by this process: each file is checked once and shared by all who read it."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from indexer.columnar.array_file import Arrays, read

EXTENSION = ".columns"

_opened: WeakValueDictionary[Path, Arrays] = WeakValueDictionary()
_lock = Lock()


def path_of(storage: Any, segment: Any) -> Path:
    """The file of a segment."""
    return Path(storage.folder, str(segment.make_filename(EXTENSION)))


def opened(storage: Any, segment: Any) -> Arrays:
    """The arrays of a segment, whole from now on whatever happens to its file's name.

    Raises:
        DamagedSegment: a byte of it is not as it was written.
        FileNotFoundError: a merge has replaced it.
    """
    path = path_of(storage, segment).resolve()
    with _lock:
        found = _opened.get(path)
        if found is None:
            found = _opened[path] = read(path)
        return found
