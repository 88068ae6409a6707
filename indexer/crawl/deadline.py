"""One deadline for a whole request: name, connection, TLS, headers and body.

A socket's own timeout counts anew with each byte, so that a server which sends one byte a second
holds a request for as long as it likes. Here a second thread ends the connections when the time is
over, whatever they wait for.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from weakref import WeakSet

from urllib3.connection import HTTPConnection


class Deadline:
    """Ends the connections that were given to it when their time is over; of one request at a time.

    `passed` says after a request whether it took its whole time.
    """

    def __init__(self) -> None:
        self.passed = False
        self._connections: WeakSet[HTTPConnection] = WeakSet()
        self._until: float | None = None
        self._changed = threading.Condition()
        self._closed = False
        self._thread: threading.Thread | None = None

    def holds(self, connection: HTTPConnection) -> None:
        """A connection is made; it ends with the next deadline that passes."""
        self._connections.add(connection)

    @contextmanager
    def of(self, seconds: float) -> Iterator[None]:
        """What is inside may take so long."""
        self._set(time.monotonic() + seconds)
        try:
            yield
        finally:
            self._set(None)

    def close(self) -> None:
        """Let the thread end."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _set(self, until: float | None) -> None:
        with self._changed:
            if until is not None:
                self.passed = False
            self._until = until
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, daemon=True)
                self._thread.start()
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._closed:
                left = None if self._until is None else self._until - time.monotonic()
                if left is not None and left <= 0:
                    self.passed, self._until = True, None
                    self._end()
                else:
                    self._changed.wait(left)

    def _end(self) -> None:
        for connection in list(self._connections):
            if connection.sock is not None:
                with suppress(OSError):
                    connection.sock.shutdown(socket.SHUT_RDWR)
