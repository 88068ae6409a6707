"""One GET over one connection, as RFC 9112 has it: what was sent, and what came to the last byte.

h11 reads what comes; what a browser passes over in a head is passed over before. Nothing is read
without a limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import h11

from archive.capture import by_name
from indexer.crawl.coding import undone
from indexer.crawl.connect import Wire
from indexer.crawl.outcome import Outcome, Unanswered

MOST_HEAD = 256 * 1024
"""Bytes of status line and headers; browsers stop there as well."""

MOST_INTERIM = 20
"""Answers before the answer (1xx): 103 Early Hints comes once, and again where it is passed on."""

A_HEADER = 128 * 1024  # bytes of one header line
STEP = 4096
"""Bytes that h11 is given at a time, and may hold of a chunk's size or of trailers: its patterns
take quadratic time on lines of white space (minutes for 256 KB), and 0.1 s on twice these.
"""

BODILESS = frozenset({204, 304})
CHUNKS = b"transfer-encoding:chunked"

_PLAIN = re.compile(r"https?://(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:[/?][!-~]*)?", re.ASCII)
_NOT_SENT = re.compile("[\x00-\x1f\x7f]")
_BLANK = bytes.maketrans(b"\r\v\f", b"   ")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)", re.DOTALL)

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What came: status, header lines as they came, the body with its codings undone.

    Attributes:
        request: the bytes that were sent.
        lines: names as sent, values as Latin-1 has them, without white space around, in order.
        headers: the same for look-ups, as `by_name` makes them.
        more: the body was cut at the limit, as `part` allows.
        lasts: another request may follow over the connection.
    """

    request: bytes
    status: int
    lines: Lines
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    more: bool
    lasts: bool


def is_plain(url: str) -> bool:
    """Whether an address is an http(s) one of printable ASCII, with a host that can be asked."""
    try:
        return _PLAIN.fullmatch(url) is not None and urlsplit(url).port != 0
    except ValueError:
        return False


def request_of(url: str, headers: Mapping[str, str]) -> h11.Request:
    """A GET.

    Args:
        url: a plain address.
    """
    parts = urlsplit(url)
    where = parts._replace(scheme="", netloc="", fragment="", path=parts.path or "/").geturl()
    told = {"Host": parts.netloc.rpartition("@")[2], **headers}
    lines = [
        (name.encode(), _NOT_SENT.sub("", value).strip().encode("latin-1", "replace"))
        for name, value in told.items()
    ]
    return h11.Request(method="GET", target=where, headers=lines)


def exchange(wire: Wire, request: h11.Request, largest: int, *, part: bool = False) -> Said:
    """Ask, and read the answer.

    Args:
        largest: bytes of the body, as it comes and with its codings undone.
        part: the first of a larger body are enough.

    Raises:
        Unanswered: what came is no answer, or too large, or too slow.
    """
    wire.heard = wire.answered = False
    try:
        return _Exchange(wire, largest, part=part).said(request)
    except h11.RemoteProtocolError as error:
        raise Unanswered(Outcome.BROKEN, str(error)[:160]) from None
    except Unanswered as error:
        if wire.heard or error.outcome is not Outcome.BROKEN:
            raise
        raise Unanswered(Outcome.UNREACHABLE, "the connection ends without an answer") from None


class _Exchange:
    """One question and its answer, as h11 follows them over a wire."""

    def __init__(self, wire: Wire, largest: int, *, part: bool) -> None:
        self._wire, self._largest, self._part = wire, largest, part
        self._http = h11.Connection(h11.CLIENT, STEP)

    def said(self, request: h11.Request) -> Said:
        sent = self._http.send(request) + self._http.send(h11.EndOfMessage())
        self._wire.send(sent)
        status, lines = self._answer()
        headers = by_name(lines)
        measured = status not in BODILESS and "transfer-encoding" not in headers
        raw, more = self._body(int(headers.get("content-length", 0)) if measured else 0)
        codings = _listed(headers.get("content-encoding", ""))
        body = undone(raw, codings, self._largest, part=self._part, cut=more)
        more = more or (self._part and len(body) >= self._largest)
        done = self._http.our_state is self._http.their_state is h11.DONE
        lasts = done and self._http.trailing_data == (b"", False)
        return Said(sent, status, lines, headers, body, more, lasts)

    def _answer(self) -> tuple[int, Lines]:
        room = MOST_HEAD
        for _ in range(MOST_INTERIM + 1):
            head = self._head(room)
            room -= len(head)
            self._http.receive_data(head)
            event = self._http.next_event()
            if isinstance(event, h11.Response):
                told = event.headers.raw_items()
                return event.status_code, tuple((n.decode(), v.decode("latin-1")) for n, v in told)
        raise Unanswered(Outcome.BROKEN, f"more than {MOST_INTERIM} answers before the answer")

    def _head(self, room: int) -> bytes:
        first = _clean(self._wire.line(A_HEADER))
        self._wire.answered = first.startswith(b"HTTP/1.")
        if not self._wire.answered:
            raise Unanswered(Outcome.BROKEN, "is no answer of HTTP/1")
        lines: list[bytes] = []
        while line := self._wire.line(A_HEADER):
            lines.append(line)
            room -= len(line) + 1
            if room < 0:
                raise Unanswered(Outcome.BROKEN, f"headers of more than {MOST_HEAD} bytes")
        return b"\r\n".join([first, *_mended(lines), b"", b""])

    def _body(self, length: int) -> tuple[bytes, bool]:
        """The body up to the limit, and whether there is more of it."""
        parts: list[bytes] = []
        size, limit = 0, self._largest
        while max(size, length) <= limit or (self._part and size <= limit):
            event = self._next()
            if not isinstance(event, h11.Data):
                return b"".join(parts), False
            parts.append(bytes(event.data[: limit - size]))
            size += len(event.data)
        if not self._part:
            raise Unanswered(Outcome.TOO_LARGE, f"more than {limit} bytes")
        return b"".join(parts), True

    def _next(self) -> object:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            self._http.receive_data(self._wire.some(STEP))
        return event


def _mended(lines: Iterable[bytes]) -> list[bytes]:
    """Header lines as h11 takes them: those that are none and NUL are passed over, and so is what
    says again that chunks come.
    """
    kept: list[bytes] = []
    chunked = False
    for line in lines:
        found = _HEADER.fullmatch(line)
        if line[:1] in b" \t":
            kept += [b" " + _clean(line)] if kept else []
        elif found:
            header = found[1] + b":" + _clean(found[2])
            chunks = header.lower() == CHUNKS
            kept += [] if chunks and chunked else [header]
            chunked = chunked or chunks
    return kept


def _listed(value: str) -> tuple[str, ...]:
    return tuple(filter(None, (one.strip().lower() for one in value.split(","))))


def _clean(value: bytes) -> bytes:
    return value.translate(_BLANK, b"\0").strip()
