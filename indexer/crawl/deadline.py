"""One deadline for a whole request: name, connection, TLS, headers and body.

A socket's own timeout counts anew with each byte, so that a server which sends one byte a second
holds a request for as long as it likes. Here every wait is given what is left of the one time.
"""

from __future__ import annotations

import time

from indexer.crawl.outcome import Outcome, Unanswered


class Deadline:
    """The moment at which a request must be over.

    Args:
        seconds: that it may take from now on.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left, more than none.

        Raises:
            Unanswered: the time is over.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> Unanswered:
        """What is raised when the time is over."""
        return Unanswered(Outcome.TIMEOUT, f"more than {self._seconds:g} s")
