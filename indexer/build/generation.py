"""data/index: one generation in use, perhaps another being built beside it.

    data/index/
      CURRENT          the name of the generation in use, replaced in one step
      lock             held by whoever writes; a second writer waits
      g000001/
        stamp.json     which version of the program made it
        articles.db    indexer.pages
        whoosh/        indexer.search.whoosh

A reader that has a generation open keeps it through a swap; the next writer drops it. Deleting the
whole folder loses nothing: `hronika rebuild` makes it again from data/archive.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.config import writable
from archive.errors import NotWritable
from indexer.bulgarian import ANALYSIS_VERSION
from indexer.errors import IndexBusy, IndexMissing, IndexOutdated

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
SCHEMA_VERSION = 9  # of articles.db and of the fields of the index
NAME = re.compile(r"g\d{6}")


def version() -> str:
    """What an index must be stamped with to be read by this program."""
    return f"{SCHEMA_VERSION}.{ANALYSIS_VERSION}"


def current(index: Path) -> Path:
    """The folder of the generation in use.

    Raises:
        IndexMissing: nothing was indexed yet.
        IndexOutdated: it was made by a program that analysed text otherwise.
    """
    try:
        folder = index / (index / "CURRENT").read_text("ascii").strip()
        stamped = json.loads((folder / "stamp.json").read_text("ascii"))["version"]
    except (OSError, ValueError, KeyError, TypeError):
        raise IndexMissing(index) from None
    if stamped != version():
        raise IndexOutdated(index, str(stamped), version())
    return folder


def named(index: Path) -> Path | None:
    """The folder of the generation in use, of whatever version."""
    try:
        name = (index / "CURRENT").read_text("ascii").strip()
    except (OSError, ValueError):
        return None
    return index / name if NAME.fullmatch(name) else None


def fresh(index: Path) -> Path:
    """A new, empty, stamped generation that nobody uses yet; call it under `writing`."""
    prune(index)
    numbers = [int(p.name[1:]) for p in _generations(index)]
    folder = index / f"g{max(numbers, default=0) + 1:06d}"
    folder.mkdir()
    (folder / "stamp.json").write_text(json.dumps({"version": version()}), "ascii")
    return folder


def use(index: Path, folder: Path) -> None:
    """Make a generation the one in use, in one step; the one before stays for its readers."""
    temporary = index / "CURRENT.new"
    with temporary.open("w", encoding="ascii") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(index / "CURRENT")
    _sync(index)


def prune(index: Path) -> None:
    """Drop generations that are not in use: those before the last swap, and unfinished ones."""
    for left in _generations(index):
        if left != named(index):
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def writing(index: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold the right to write data/index; a second writer waits for its turn.

    Raises:
        IndexBusy: another process writes and `wait` is False; it says which.
        NotWritable: the folder cannot be written, or the disk is full, now or within.
    """
    try:
        with _locked(index, wait=wait):
            yield
    except OSError as error:
        if error.errno not in NO_ROOM:
            raise
        what = (error.strerror or str(error)).lower()
        raise NotWritable(f"cannot write {index} ({what})", "nothing is lost") from None


@contextmanager
def _locked(index: Path, *, wait: bool) -> Iterator[None]:
    with (writable(index) / "lock").open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "another process"
            raise IndexBusy(f"the index is being written by {holder}", "try again later") from None
        lock.seek(0)
        lock.truncate()
        lock.write(f"process {os.getpid()}")
        lock.flush()
        yield


def _generations(index: Path) -> list[Path]:
    return sorted(p for p in index.iterdir() if NAME.fullmatch(p.name))


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
