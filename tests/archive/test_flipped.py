"""Any bit of a WARC file that flips and changes a record is found, and whose it is is named.

HRONIKA_FLIPS says how many are tried; few by default.
"""

from __future__ import annotations

import gzip
import os
import random
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from archive import Archive, Capture
from archive.verify import verify
from archive.warc import scan

Page = Callable[..., Capture]
FLIPS = int(os.environ.get("HRONIKA_FLIPS", "60"))


def test_a_flipped_bit_is_named(folder: Path, page: Page) -> None:
    with Archive.open(folder, write=True) as archive:
        for name in "abcdef":
            lines = (("Content-Type", "text/html"), ("Set-Cookie", f"{name}=1"))
            asked = f"GET /{name}/ HTTP/1.1\r\n\r\n".encode()
            archive.keep(page(name, text=os.urandom(200).hex(), lines=lines, request=asked))
        archive.keep(page("a", text="друго", hours=1))
        archive.unmodified("proba", page("a").url, page(hours=2).fetched)
        archive.bury(page("b").url, "proba", page(hours=2).fetched, "answers 404")
        archive.forward(page("c").url, "proba", page("d").url, page(hours=2).fetched)
        rows = [*archive.captures(), *archive.tombstones(), *archive.moves()]
    (path,) = (folder / "warc").iterdir()
    whole, dice, starts = (
        path.read_bytes(),
        random.Random(11),
        [*_members(path), path.stat().st_size],
    )
    for _ in range(FLIPS):
        bit = dice.randrange(8 * len(whole))
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        start, end = next((one, two) for one, two in pairwise(starts) if bit // 8 < two)
        verified = verify(folder)
        found = [*verified.problems, *verified.healed]
        if not _unpacks_the_same(damaged[start:end], whole[start:end]):
            assert any(problem.offset == start for problem in found), f"bit {bit}"
        own = [row for row in rows if row.offset == start]
        if own and found:
            assert f"{own[0].number} of {own[0].url}" in str(found[0])
    path.write_bytes(whole)
    assert verify(folder).problems == ()


def _members(path: Path) -> list[int]:
    """First byte of every member, requests and the warcinfo among them."""
    return [found.spot.offset for found in scan(path)]


def _unpacks_the_same(damaged: bytearray, whole: bytes) -> bool:
    """Whether the bit has no meaning: gzip's time and system, what fills a last byte."""
    try:
        return gzip.decompress(damaged) == gzip.decompress(whole)
    except (OSError, EOFError, zlib.error):
        return False
