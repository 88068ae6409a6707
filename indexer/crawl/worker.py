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

Job = Callable[[], Any]
"""What a thread does: it touches the network, never the archive."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What a job came to: a value, or the exception that it ended in."""

    whose: T
    value: Any = None
    error: Exception | None = None


class Workers(Generic[T]):
    """The threads, made as they are needed."""

    def __init__(self) -> None:
        self._done: SimpleQueue[Done[T]] = SimpleQueue()
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
        try:
            return self._done.get(timeout=seconds)
        except Empty:
            return None

    def close(self) -> None:
        """No further job is begun; one that is under way may end, and nobody waits for it."""
        for host in self._hosts.values():
            host.ends.set()
            host.waiting.put(None)


class _Host(Generic[T]):
    def __init__(self, done: SimpleQueue[Done[T]]) -> None:
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
