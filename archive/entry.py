"""What the catalogue says of a capture, a tombstone and the whole: values without bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from archive.capture import How
from archive.warc import Spot

Outcome = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One capture as catalogued.

    Attributes:
        id: ascending in the order of keeping.
        kind: response (crawled) and resource (imported) hold bytes, a revisit refers to those.
        digest: of the page's bytes, `sha1:BASE32`, also for a revisit.
        etag, modified: the answer's ETag and Last-Modified, for the next conditional request.
        file, offset, length: where the record lies in `warc/`.
    """

    id: int
    site: str
    url: str
    fetched: datetime
    status: int
    digest: str
    how: How
    kind: Literal["response", "revisit", "resource"]
    etag: str | None
    modified: str | None
    file: str
    offset: int
    length: int

    @property
    def number(self) -> int:
        """The record's number."""
        return self.id

    @property
    def spot(self) -> Spot:
        """Where the record lies."""
        return Spot(self.file, self.offset, self.length)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """An address that vanished from its site; what was captured of it stays.

    Attributes:
        seq: counts together with the captures' ids: greater than those of the captures before it.
        lifted: id of the capture that brought the page back, or None while it is gone.
    """

    seq: int
    site: str
    url: str
    when: datetime
    reason: str
    lifted: int | None
    file: str
    offset: int
    length: int

    @property
    def number(self) -> int:
        """The record's number."""
        return self.seq

    @property
    def spot(self) -> Spot:
        """Where the record lies."""
        return Spot(self.file, self.offset, self.length)


@dataclass(frozen=True, slots=True)
class Move:
    """An address that leads to another for good; what was captured of it stays.

    Attributes:
        seq: counts together with the captures' ids and the tombstones' numbers.
        to: where it leads.
        lifted: number of the capture that has bytes of it again, or of the move that leads
            elsewhere; None while it holds.
    """

    seq: int
    site: str
    url: str
    to: str
    when: datetime
    lifted: int | None
    file: str
    offset: int
    length: int

    @property
    def number(self) -> int:
        """The record's number."""
        return self.seq

    @property
    def spot(self) -> Spot:
        """Where the record lies."""
        return Spot(self.file, self.offset, self.length)


@dataclass(frozen=True, slots=True)
class Looks:
    """When an address was looked at: last, when it had other bytes last, and by whom last; whether
    the bytes of the last look are there.
    """

    url: str
    last: datetime
    changed: datetime
    how: How
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a capture did.

    Attributes:
        id: the capture's number; of one that was kept before, the number it got then.
        outcome: new address, changed bytes, or the same bytes as before.
    """

    id: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is: captures in all, of them with bytes; addresses; gone; bytes; stretches of
    the files that could not be read when they were catalogued.
    """

    captures: int = 0
    versions: int = 0
    addresses: int = 0
    tombstones: int = 0
    bytes: int = 0
    lost: int = 0
