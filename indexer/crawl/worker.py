"""Who asks: one thread a host, so that several sites are crawled at once and each host meets one.

The threads only fetch. What they bring is kept by the one thread that has the archive and the
memory open: both are of one thread, reading a page's text within its bounds needs the first one (a
signal ends it), and what came within the same tenth of a second shares its fsyncs. A job of a site
is given when the one before is settled, so that no more than an answer a site waits.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Job = Callable[[], Any]
"""What a thread does: it touches the network, never the archive."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a job came to: a value, or the exception that it ended in."""

    whose: T
    value: Any = None
    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class _Call:
    """What a thread wants to have done by the one that takes the results, and where it waits."""

    do: Callable[[], Any]
    result: SimpleQueue[Any]


class Workers(Generic[T]):
    """The threads, made as they are needed."""

    def __init__(self) -> None:
        self._done: SimpleQueue[Done[T] | _Call] = SimpleQueue()
        self._hosts: dict[str, _Host[T]] = {}

    def give(self, host: str, whose: T, job: Job, pause: float) -> None:
        """Have a job done, after those that the host has already.

        Args:
            whose: comes back with the result.
            pause: seconds between two requests of theirs; between two sites of one host lies the
                longer one's.
        """
        if host not in self._hosts:
            self._hosts[host] = _Host(self._done)
        self._hosts[host].waiting.put((whose, job, pause))

    def next(self, seconds: float | None = None) -> Done[T] | None:
        """What was done next; None when nothing was within some seconds."""
        ends = None if seconds is None else time.monotonic() + seconds
        while True:
            left = None if ends is None else max(0.0, ends - time.monotonic())
            try:
                found = self._done.get(timeout=left)
            except Empty:
                return None
            if isinstance(found, Done):
                return found
            found.result.put(found.do())

    def here(self, do: Callable[[], R]) -> R:
        """From a thread: have something done by the one that takes the results, and wait for it.

        Args:
            do: raises nothing.
        """
        result: SimpleQueue[R] = SimpleQueue()
        self._done.put(_Call(do, result))
        return result.get()

    def close(self) -> None:
        """No further job is begun; one that is under way may end, and nobody waits for it."""
        for host in self._hosts.values():
            host.ends.set()
            host.waiting.put(None)


class _Host(Generic[T]):
    def __init__(self, done: SimpleQueue[Done[T] | _Call]) -> None:
        self.waiting: SimpleQueue[tuple[T, Job, float] | None] = SimpleQueue()
        self.ends = threading.Event()
        self._done = done
        self._last: T | None = None
        self._free_at, self._pause = 0.0, 0.0
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while (given := self.waiting.get()) is not None and not self.ends.is_set():
            whose, job, pause = given
            self._let_pass(whose, pause)
            try:
                done = Done(whose, job())
            except Exception as error:  # the boundary: what a thread meets is told where it counts
                done = Done(whose, error=error)
            self._free_at = time.monotonic()
            self._done.put(done)

    def _let_pass(self, whose: T, pause: float) -> None:
        """Between two sites of one host; each site's own fetcher keeps its own pause."""
        if self._last not in (None, whose):
            left = self._free_at + max(pause, self._pause) - time.monotonic()
            self.ends.wait(max(0.0, left))
        self._last, self._pause = whose, pause
