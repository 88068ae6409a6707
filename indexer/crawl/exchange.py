"""One GET over one connection, as RFC 9112 has it: what was sent, and what came to the last byte.

It takes what a browser takes (lines without a carriage return, folded ones, odd reasons, names that
come twice) and ends what cannot be meant in a stated outcome. Nothing it reads is without a limit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from archive.capture import by_name
from indexer.crawl.coding import undone
from indexer.crawl.connect import Wire
from indexer.crawl.outcome import Outcome, Unanswered

MOST_HEAD = 256 * 1024
"""Bytes of status line, headers and what was said before them; browsers stop there as well."""

MOST_INTERIM = 20
"""Answers before the answer (1xx): 103 Early Hints comes once, and again where it is passed on."""

A_HEADER = 128 * 1024  # bytes of one header line
A_LINE = 8192  # bytes of a chunk's size and its extensions
LONG_NUMBER = 18  # digits; Python gives up on numbers of thousands of them
STEP = 1 << 16
BODILESS = frozenset({204, 304})
SWITCHES = 101  # it speaks another protocol from here on, which nobody asked for

_PLAIN = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?][!-~]*)?", re.ASCII)
_NOT_SENT = re.compile("[\x00-\x1f\x7f]")
_STATUS = re.compile(rb"HTTP/1\.([0-9]) +([0-9]{3})(?: .*)?")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)", re.DOTALL)
_SIZE = re.compile(r"[0-9]+")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;.*)?")

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What came: status, header lines as they came, the body with its codings undone.

    Attributes:
        lines: names as sent, values as Latin-1 has them, without white space around, in order.
        headers: the same for look-ups, as `by_name` makes them.
        more: the body was cut at the limit, as `part` allows.
        lasts: another request may follow over the connection.
    """

    status: int
    lines: Lines
    headers: Mapping[str, str]
    body: bytes = field(default=b"", repr=False)
    more: bool = False
    lasts: bool = False


def is_plain(url: str) -> bool:
    """Whether an address is an http(s) one of printable ASCII, with a host that can be asked."""
    try:
        return _PLAIN.fullmatch(url) is not None and urlsplit(url).port != 0
    except ValueError:
        return False


def request_of(url: str, headers: Mapping[str, str]) -> bytes:
    """The bytes of a GET.

    Args:
        url: a plain address.
    """
    parts = urlsplit(url)
    where = parts._replace(scheme="", netloc="", fragment="", path=parts.path or "/").geturl()
    host = parts.netloc.rpartition("@")[2]
    lines = [f"GET {where} HTTP/1.1", f"Host: {host}"]
    lines += [f"{name}: {_NOT_SENT.sub('', value)}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def exchange(wire: Wire, request: bytes, largest: int, *, part: bool = False) -> Said:
    """Ask, and read the answer.

    Args:
        largest: bytes of the body, as it comes and with its codings undone.
        part: the first of a larger body are enough.

    Raises:
        Unanswered: what came is no answer, or too large, or too slow.
    """
    wire.heard = wire.answered = False
    try:
        wire.send(request)
        minor, status, lines = _head(wire)
    except Unanswered as error:
        if wire.heard or error.outcome is not Outcome.BROKEN:
            raise
        raise Unanswered(Outcome.UNREACHABLE, "the connection ends without an answer") from None
    headers = by_name(lines)
    if status in BODILESS:
        return Said(status, lines, headers, lasts=_lasts(headers, minor))
    body = _Body(wire, headers, largest, part=part)
    raw = body.read()
    codings = _listed(headers.get("content-encoding", "")) + body.codings
    told = undone(raw, codings, largest, part=part, cut=body.more)
    more = body.more or (part and len(told) >= largest)
    lasts = body.framed and not body.more and _lasts(headers, minor)
    return Said(status, lines, headers, told, more, lasts)


def _head(wire: Wire) -> tuple[int, int, Lines]:
    room = MOST_HEAD
    for _ in range(MOST_INTERIM + 1):
        first = wire.line(A_HEADER)
        found = _STATUS.fullmatch(first)
        if found is None:
            raise Unanswered(Outcome.BROKEN, "is no answer of HTTP/1")
        wire.answered = True
        lines, room = _header_lines(wire, room - len(first))
        status = int(found[2])
        if not 100 <= status < 200:
            return int(found[1]), status, lines
        if status == SWITCHES:
            raise Unanswered(Outcome.BROKEN, "101, another protocol that nobody asked for")
    raise Unanswered(Outcome.BROKEN, f"more than {MOST_INTERIM} answers before the answer")


def _header_lines(wire: Wire, room: int) -> tuple[Lines, int]:
    """Header lines up to the empty one; those that are none are passed over."""
    lines: list[tuple[str, str]] = []
    while line := wire.line(A_HEADER):
        room -= len(line) + 1
        if room < 0:
            raise Unanswered(Outcome.BROKEN, f"headers of more than {MOST_HEAD} bytes")
        found = _HEADER.fullmatch(line)
        if line[:1] in b" \t":
            if lines:
                name, value = lines[-1]
                lines[-1] = (name, f"{value} {_text(line)}".strip())
        elif found:
            lines.append((_text(found[1]), _text(found[2])))
    return tuple(lines), room


def _text(raw: bytes) -> str:
    return raw.decode("latin-1").strip(" \t\r").replace("\0", "").replace("\r", " ")


def _listed(value: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip().lower() for one in value.split(","))))


def _lasts(headers: Mapping[str, str], minor: int) -> bool:
    said = _listed(headers.get("connection", ""))
    return "close" not in said and (minor > 0 or "keep-alive" in said)


class _Body:
    """The bytes of a body, by chunks, by length or to the end of the connection."""

    def __init__(self, wire: Wire, headers: Mapping[str, str], largest: int, *, part: bool) -> None:
        self._wire, self._largest, self._part = wire, largest, part
        self._parts: list[bytes] = []
        self._size = 0
        self.more = False
        transfer = _listed(headers.get("transfer-encoding", ""))
        self._chunked = transfer[-1:] == ("chunked",)
        self.codings = transfer[:-1] if self._chunked else transfer
        self._length = None if transfer else _length(headers.get("content-length"))
        self.framed = self._chunked or self._length is not None

    def read(self) -> bytes:
        if self._chunked:
            self._chunks()
        elif self._length is not None:
            self._exactly(self._length)
        else:
            while not self.more and (part := self._wire.some(STEP)):
                self._take(part)
        return b"".join(self._parts)

    def _chunks(self) -> None:
        while not self.more and (size := self._chunk_size()):
            self._exactly(size)
            if not self.more and self._wire.line(A_LINE):
                raise Unanswered(Outcome.BROKEN, "a chunk is longer than it says")
        if not self.more:
            _header_lines(self._wire, MOST_HEAD)

    def _chunk_size(self) -> int:
        found = _CHUNK.fullmatch(self._wire.line(A_LINE))
        if found is None:
            raise Unanswered(Outcome.BROKEN, "a chunk without a size")
        return int(found[1], 16)

    def _exactly(self, size: int) -> None:
        if self._size + size > self._largest and not self._part:
            raise self._too_large()
        left = size
        while left and not self.more:
            part = self._wire.some(min(left, STEP))
            if not part:
                raise Unanswered(Outcome.BROKEN, f"ends {left} bytes early")
            left -= len(part)
            self._take(part)

    def _take(self, part: bytes) -> None:
        self._parts.append(part[: self._largest - self._size])
        self._size += len(part)
        if self._size > self._largest:
            self.more = True
            if not self._part:
                raise self._too_large()

    def _too_large(self) -> Unanswered:
        return Unanswered(Outcome.TOO_LARGE, f"more than {self._largest} bytes")


def _length(value: str | None) -> int | None:
    """A Content-Length; said several times it counts where it is the same (RFC 9112, 6.3)."""
    if value is None:
        return None
    first, *others = {one.strip() for one in value.split(",")}
    if others or not _SIZE.fullmatch(first):
        raise Unanswered(Outcome.BROKEN, f"Content-Length is {value[:40]!r}")
    return int(first) if len(first) <= LONG_NUMBER else 10**LONG_NUMBER
