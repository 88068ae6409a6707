"""The versions of a page, from what each of its captures was read as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from indexer.article import Version
from indexer.history.changes import changes
from indexer.history.wording import Wording


@dataclass(frozen=True, slots=True)
class Seen:
    """A capture with bytes of a page.

    Attributes:
        fetched: when it was, UTC.
        capture: number of the capture that these bytes were read from.
        wording: what they were read as.
    """

    fetched: datetime
    capture: int
    wording: Wording


def versions(captures: Iterable[Seen]) -> tuple[Version, ...]:
    """The versions that captures show, in the order of fetching; what came again is a new one."""
    found: list[Version] = []
    before: Wording | None = None
    for seen in sorted(captures, key=lambda one: (one.fetched, one.capture)):
        if seen.wording == before:
            continue
        changed = changes(before, seen.wording) if before is not None else ()
        found.append(Version(len(found) + 1, seen.fetched, seen.capture, changed))
        before = seen.wording
    return tuple(found)
