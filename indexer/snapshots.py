"""Captured pages as they were, for showing: text out of the archive's bytes, nothing interpreted.

The archive is opened for each page and let go: whoever reads may be many threads, and a catalogue
that was made again meanwhile is seen. An open takes about a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from archive import Archive
from archive.errors import ArchiveError, DamagedRecord
from archive.fit import unfit
from indexer.extract.decode import decode


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One captured page.

    Attributes:
        url: where it was captured.
        fetched: when, UTC.
        html: what the server sent, as text; its own charset declarations no longer hold.
    """

    url: str
    fetched: datetime
    html: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoSnapshot:
    """Why there is no page to show: `data` (an article came as JSON), `damaged` (its record cannot
    be read back), `absent` (the archive does not have it).
    """

    reason: Literal["data", "damaged", "absent"]


class Snapshots:
    """The pages of data/archive, by the numbers of captures; may be shared by threads."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive

    def page(self, capture: int) -> Snapshot | NoSnapshot:
        """The page that a capture holds, or why none can be shown."""
        try:
            with Archive.open(self._archive) as archive:
                found = archive.read(capture)
        except DamagedRecord:
            return NoSnapshot("damaged")
        except ArchiveError:
            return NoSnapshot("absent")
        if unfit(found.body, found.content_type):
            return NoSnapshot("data")
        return Snapshot(found.url, found.fetched, decode(found.body, found.content_type))
