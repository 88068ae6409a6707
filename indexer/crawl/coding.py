"""Content codings undone: gzip of one member or many, deflate; within a limit, and whole or not."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.crawl.outcome import Outcome, Unanswered

GZIP = frozenset({"gzip", "x-gzip"})
OTHERS = frozenset({"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi", "aes128gcm"})
"""Registered codings that we never ask for. Names that are none at all (`utf-8`) change nothing."""

MOST_CODINGS = 3
MOST_MEMBERS = 2_000
STEP = 1 << 16
_MAGIC = b"\x1f\x8b"
_AS_GZIP, _AS_ZLIB, _AS_RAW = 31, 15, -15


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What packed bytes hold; up to where something is amiss, and what that is.

    Attributes:
        too_large: there is more in them than the limit.
        fault: why they are not whole; empty when they are.
    """

    body: bytes = field(repr=False)
    too_large: bool = False
    fault: str = ""


def undone(
    body: bytes, codings: Sequence[str], largest: int, *, part: bool = False, cut: bool = False
) -> bytes:
    """A body without its codings, the last applied first.

    Args:
        largest: bytes that it may hold.
        part: the beginning of a larger one is enough.
        cut: the body is but a beginning already.

    Raises:
        Unanswered: too large, not whole, or of a coding that cannot be undone.
    """
    if len(codings) > MOST_CODINGS:
        raise Unanswered(Outcome.BROKEN, f"{len(codings)} codings, one upon the other")
    for name in reversed(codings):
        if name in OTHERS:
            raise Unanswered(Outcome.BROKEN, f"encoded as {name}, which was not asked for")
        if not body or (name not in GZIP and name != "deflate"):
            continue
        found = gunzip(body, largest) if name in GZIP else _inflate(body, largest)
        if found.too_large and not part:
            raise Unanswered(Outcome.TOO_LARGE, f"more than {largest} bytes")
        if found.fault and not cut:
            raise Unanswered(Outcome.BROKEN, found.fault)
        body = found.body
    return body


def gunzip(packed: bytes, largest: int) -> Unpacked:
    """All members of a gzip file (RFC 1952, 2.2); what lies behind them and is none is let go."""
    parts: list[bytes] = []
    room, at = largest, 0
    for _ in range(MOST_MEMBERS):
        member = _Member(packed, at, _AS_GZIP, room)
        parts.append(member.body)
        room -= len(member.body)
        at = member.end
        if member.too_large or member.fault or packed[at : at + 2] != _MAGIC:
            return Unpacked(b"".join(parts), member.too_large, member.fault)
    return Unpacked(b"".join(parts), fault=f"more than {MOST_MEMBERS} gzip members")


def _inflate(packed: bytes, largest: int) -> Unpacked:
    """`deflate`: zlib's format (RFC 1950), or the bare stream that some servers send for it."""
    found = _Member(packed, 0, _AS_ZLIB, largest)
    if found.fault and not found.body:
        found = _Member(packed, 0, _AS_RAW, largest)
    return Unpacked(found.body, found.too_large, found.fault)


class _Member:
    """One stream, unpacked step by step."""

    def __init__(self, packed: bytes, at: int, kind: int, room: int) -> None:
        self._inflater = zlib.decompressobj(kind)
        self.fault, self.too_large = "", False
        self.end = at
        parts: list[bytes] = []
        try:
            while not self._inflater.eof and self.end < len(packed) and not self.too_large:
                parts.append(self._step(packed, room + 1))
                room -= len(parts[-1])
                self.too_large = room < 0
        except zlib.error as error:
            self.fault = f"damaged ({error})"
        self.body = b"".join(parts)
        if self.too_large:
            self.body = self.body[: len(self.body) + room]
        elif not self.fault and not self._inflater.eof:
            self.fault = "its gzip ends early" if kind == _AS_GZIP else "its deflate ends early"

    def _step(self, packed: bytes, room: int) -> bytes:
        step = packed[self.end : self.end + STEP]
        part = self._inflater.decompress(step, room)
        rest = self._inflater.unused_data or self._inflater.unconsumed_tail
        self.end += len(step) - len(rest)
        return part
