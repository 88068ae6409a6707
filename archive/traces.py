"""What the catalogue knows beside the records: numbers given, copies, stretches that are lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.database import Database
from archive.warc import Spot


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch of a WARC file that could not be read when it was catalogued.

    Attributes:
        number, url, site, digest: of the record that was there; None where nobody knows.
    """

    spot: Spot
    number: int | None = None
    url: str | None = None
    site: str | None = None
    digest: str | None = None


class Traces(Database):
    """The tables `given`, `copies` and `lost`."""

    def given(self) -> int:
        """The greatest number that was given; 0 when nothing was noted."""
        row = self._row("SELECT max(number) FROM given")
        return int(row[0] or 0)

    def give(self, number: int) -> None:
        """Numbers up to this one were given, whatever became of their records."""
        known = self.given()
        self._run("DELETE FROM given")
        self._run("INSERT INTO given VALUES (?)", (max(number, known),))

    def note_copy(self, spot: Spot, number: int) -> None:
        """A record repeats the one of that number."""
        row = (spot.file, spot.offset, number)
        self._run("INSERT OR REPLACE INTO copies VALUES (?, ?, ?)", row)

    def copies(self, file: str) -> dict[int, int]:
        """First byte of each record of a file that is a copy → number of the other one."""
        return dict(self._rows("SELECT offset, number FROM copies WHERE file = ?", (file,)))

    def note_lost(self, lost: Lost) -> None:
        """A stretch cannot be read."""
        spot = lost.spot
        row = (
            spot.file, spot.offset, spot.length, lost.number, lost.url, lost.site, lost.digest
        )  # fmt: skip
        self._run("INSERT OR REPLACE INTO lost VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def lost(self, file: str) -> dict[int, Lost]:
        """First byte of each stretch of a file that could not be read → what was there."""
        sql = "SELECT file, offset, length, number, url, site, digest FROM lost WHERE file = ?"
        rows = self._rows(sql, (file,))
        return {row[1]: Lost(Spot(*row[:3]), *row[3:]) for row in rows}

    def addresses_lost(self, site: str) -> Iterator[str]:
        """Addresses of a site whose record could not be read and of which none came later, in
        order.
        """
        sql = (
            "SELECT DISTINCT url FROM lost WHERE site = ? AND NOT EXISTS (SELECT 1 FROM captures"
            " WHERE url = lost.url AND id > lost.number AND kind <> 'revisit') ORDER BY url"
        )
        return (row[0] for row in self._rows(sql, (site,)))
