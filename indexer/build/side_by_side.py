"""Captures read side by side in several processes.

Extraction takes most of a rebuild and needs nothing but the capture and its site. Each process is
held by a thread of its own, which hands it some captures at a time. When a process ends or hangs,
another reads them one by one, so that only the capture which did it is lost.
"""

from __future__ import annotations

import copyreg
import logging
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from types import MappingProxyType
from typing import Any, Literal

from archive.log import fields
from indexer.article import Article, NotAnArticle
from indexer.build.bounded import read_given
from indexer.errors import ReaderEnded
from indexer.pages import UNREADABLE
from indexer.pages.reading import Given, Read

CHUNK = 25  # captures handed over at once: each handing over waits for Python's one lock
AHEAD = 8  # chunks under way for each process
HUNG = 60.0  # seconds for one capture after which its process is ended; its own bound is of CPU
START = 60.0  # seconds that a process has to start
STARTS = 3  # processes that may end before they have started

Lost = Literal["ended", "hung"]
Todo = SimpleQueue[list[Given] | None]
Done = SimpleQueue[list[Read] | BaseException]
ReadOne = Callable[[Given], Article | NotAnArticle]

TRIES = 2  # processes that a capture may end before it is passed over: one may be ended by chance

log = logging.getLogger(__name__)
_CHILDREN = threading.Lock()
"""Starting a process looks at all others of this one, which must not be closed meanwhile."""


def read_all(given: Iterable[Given], processes: int, read: ReadOne = read_given) -> Generator[Read]:
    """Read captures, in this process if `processes` is 0, in any order; close what is given back.

    Args:
        read: what each is read with; by its name in a module when processes do it.

    Raises:
        ReaderEnded: a process does not start.
    """
    if not processes:
        yield from ((one.capture.id, read(one)) for one in given)
        return
    todo: Todo = SimpleQueue()
    done: Done = SimpleQueue()
    waiting = 0
    with _threads(processes, read, todo, done):
        chunks = iter(given)
        while some := list(islice(chunks, CHUNK)):
            todo.put(some)
            waiting += 1
            while waiting and (waiting >= AHEAD * processes or not done.empty()):
                yield from _taken(done)
                waiting -= 1
        for _ in range(waiting):
            yield from _taken(done)


def _taken(done: Done) -> list[Read]:
    found = done.get()
    if isinstance(found, BaseException):
        raise found
    return found


@contextmanager
def _threads(many: int, read: ReadOne, todo: Todo, done: Done) -> Iterator[None]:
    stop = threading.Event()
    threads = [
        threading.Thread(target=_hold, args=(_Reader(read), todo, done, stop), daemon=True)
        for _ in range(many)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for _ in threads:
            todo.put(None)
        for thread in threads:
            thread.join()


def _hold(reader: _Reader, todo: Todo, done: Done, stop: threading.Event) -> None:
    """Hand captures to one process, some at a time, until there are no more."""
    try:
        while (some := todo.get()) is not None and not stop.is_set():
            done.put(reader.read(some))
    except Exception as error:  # handed to whoever waits for what this thread has taken
        done.put(error)
    finally:
        reader.end()


class _Reader:
    """One process that reads; another takes its place when it ends."""

    def __init__(self, read: ReadOne) -> None:
        self._read = read
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None

    def read(self, some: list[Given]) -> list[Read]:
        """What captures were read as; that one ended or held up its process is an answer too."""
        found = self._read_within(some, HUNG * len(some))
        return found if isinstance(found, list) else [self._alone(given) for given in some]

    def _alone(self, given: Given) -> Read:
        """A capture of some that ended their process, or held it up: which of them it was."""
        lost: Lost = "ended"
        for _ in range(TRIES):
            found = self._read_within([given], HUNG)
            if isinstance(found, list):
                return found[0]
            lost = found
            if lost == "hung":
                break
        log.warning("reader.lost", extra=fields(url=given.capture.url, how=lost))
        hung = f"it takes more than {HUNG:.0f} s"
        return _unread(given, hung if lost == "hung" else "it ends the process that reads it")

    def _read_within(self, some: list[Given], seconds: float) -> list[Read] | Lost:
        pipe = self._pipe or self._started()
        try:
            pipe.send(some)
            if pipe.poll(seconds):
                found: list[Read] = pipe.recv()
                return found
            lost: Lost = "hung"
        except (EOFError, OSError):
            lost = "ended"
        self.end()
        return lost

    def end(self) -> None:
        """End the process, whatever it is at."""
        if self._process is not None and self._pipe is not None:
            self._pipe.close()
            with _CHILDREN:
                self._process.kill()
                self._process.join()
                self._process.close()
        self._process = self._pipe = None

    def _started(self) -> Connection:
        for _ in range(STARTS):
            own = self._start()
            try:
                if own.poll(START) and own.recv() is None:
                    return own
            except (EOFError, OSError):
                pass  # it ended while it started
            self.end()
        raise ReaderEnded

    def _start(self) -> Connection:
        context = get_context("spawn")
        own, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._read), daemon=True)
        self._pipe = own
        with _CHILDREN:
            self._process.start()
        theirs.close()
        return own


def _serve(pipe: Connection, read: ReadOne) -> None:
    """In a process of its own: read what comes until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for whoever gave the work
    pipe.send(None)
    try:
        while True:
            pipe.send([(one.capture.id, read(one)) for one in pipe.recv()])
    except (EOFError, OSError):
        return


def _unread(given: Given, why: str) -> Read:
    return given.capture.id, NotAnArticle(given.capture.url, UNREADABLE + why)


def _mapping(raw: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(raw)


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Any, tuple[dict[Any, Any]]]:
    return _mapping, (dict(mapping),)


copyreg.pickle(MappingProxyType, _reduced)  # Python itself has no way to hand one to a process
