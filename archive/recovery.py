"""Bring the catalogue up to what the WARC files hold: after a crash, or from nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from archive.catalogue import Catalogue
from archive.warc import NAME, Scanned, cut_tail, scan, warc_files


@dataclass(frozen=True, slots=True)
class Recovered:
    """What was found behind the known end of the files.

    Attributes:
        taken: whole records that the catalogue did not know.
        cut: bytes of a torn tail, now in a file of their own beside.
    """

    taken: int = 0
    cut: int = 0


def take_up(folder: Path, catalogue: Catalogue) -> Recovered:
    """Take in whole records that the catalogue does not know; cut back a torn tail.

    Only the newest file can have been torn by a crash, so only there something is cut. Damage
    with readable records behind it is left in place, for `verify` to name.
    """
    known = catalogue.files()
    taken = cut = 0
    files = warc_files(folder)
    for path in files:
        start = known.get(path.name, 0)
        tail: Scanned | None = None
        for tail in scan(path, start):
            taken += _take(catalogue, tail)
        if path == files[-1] and tail is not None and tail.damage:
            cut_tail(path, tail.spot.offset)
            cut = tail.spot.length
        elif tail is not None:
            catalogue.grown(path.name, tail.spot.offset + tail.spot.length)
    catalogue.commit()
    return Recovered(taken, cut)


def next_serial(folder: Path, catalogue: Catalogue) -> int:
    """Number of the file to append to: the newest one, or a new one if that lost bytes."""
    known = catalogue.files()
    sizes = {path.name: path.stat().st_size for path in warc_files(folder)}
    serials = {int(m[1]): name for name in {*known, *sizes} if (m := NAME.fullmatch(name))}
    if not serials:
        return 1
    newest = max(serials)
    name = serials[newest]
    return newest if sizes.get(name, 0) == known.get(name, 0) else newest + 1


def remake(folder: Path, path: Path) -> Recovered:
    """Make the catalogue again from the WARC files; the old one is laid aside as `.old`."""
    old = path.with_suffix(".old")
    for suffix in ("", "-wal", "-shm"):
        found = path.with_name(path.name + suffix)
        if found.exists():
            found.replace(old.with_name(old.name + suffix))
    with closing(Catalogue(path, write=True)) as catalogue:
        recovered = take_up(folder, catalogue)
        catalogue.commit()
    return recovered


def _take(catalogue: Catalogue, found: Scanned) -> int:
    if found.record is None:
        return 0
    try:
        catalogue.add(found.record, found.spot)
    except sqlite3.IntegrityError:
        return 0  # the same number twice: a copied file; `verify` names the record without row
    return 1
