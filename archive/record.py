"""One WARC record of ours as a value: what it says, before it is bytes and after.

What WARC 1.1 has no field for travels in named fields of our own (the standard lets readers skip
those they do not know), so that the catalogue can be made again from the files alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from archive.capture import Capture, How, Lines, by_name

Kind = Literal["response", "revisit", "resource", "tombstone", "moved"]

UNDONE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
"""Headers that no longer hold of a body whose encodings were undone."""

PLAIN = re.compile(r"https?://[!-~]+")
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
ESCAPED = str.maketrans({"\r": "%0D", "\n": "%0A", "\0": "%00"})  # these would end the line


@dataclass(frozen=True, slots=True)
class Record:
    """What one of our WARC records says.

    Attributes:
        id: number of the record, ascending over captures, tombstones and moves together.
        kind: response, revisit or resource of a capture; the tombstone of an address, or that it
            moved.
        digest: payload digest; of a tombstone or a move an empty string.
        lines: header lines as they can stand in a WARC.
        body: payload; empty for a revisit and a move; the reason for a tombstone.
        first: of a revisit, when the capture that holds the bytes was fetched.
        peer: IP address of the server, or empty.
        request: the request as sent, or empty; written as a record of its own, not read back.
    """

    id: int
    kind: Kind
    site: str
    url: str
    when: datetime
    digest: str = ""
    status: int = 200
    how: How = "crawl"
    lines: Lines = ()
    body: bytes = field(default=b"", repr=False)
    first: datetime | None = None
    peer: str = ""
    request: bytes = field(default=b"", repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """The header lines for look-ups."""
        return by_name(self.lines)


def record_of(capture: Capture, number: int) -> Record:
    """The record that keeps a capture whole.

    Raises:
        ValueError: the address is not plain http(s), or the time is not aware.
    """
    lines = (*plain_lines(capture.lines or capture.headers), length_line(len(capture.body)))
    imported = capture.how == "import" and not _of_a_response(lines)
    if imported:
        kind = by_name(lines).get("content-type") or "application/octet-stream"
        lines = resource_lines(kind, len(capture.body))
    return Record(
        id=number,
        kind="resource" if imported else "response",
        site=capture.site,
        url=plain(capture.url),
        when=in_utc(capture.fetched),
        digest=capture.digest,
        status=capture.status,
        how=capture.how,
        lines=lines,
        body=capture.body,
        peer=capture.peer,
        request=capture.request,
    )


def move_of(number: int, site: str, url: str, to: str, when: datetime, status: int) -> Record:
    """The record that keeps that an address leads to another.

    Raises:
        ValueError: one of the addresses is not plain http(s), or the time is not aware.
    """
    lines = (("Location", plain(to)), length_line(0))
    return Record(
        number, "moved", site, plain(url), in_utc(when), status=status, lines=lines, body=b""
    )


def plain(url: str) -> str:
    """The address, when it can stand in a WARC.

    Raises:
        ValueError: it is not plain http(s).
    """
    if not PLAIN.fullmatch(url):
        raise ValueError(f"not a plain http address: {url!r}")
    return url


def in_utc(when: datetime) -> datetime:
    """The moment in UTC.

    Raises:
        ValueError: it is not aware.
    """
    if when.tzinfo is None:
        raise ValueError("a capture's time must be aware")
    return when.astimezone(UTC)


def plain_lines(said: Lines | Mapping[str, str]) -> Lines:
    """Header lines as they can stand in a WARC: one line each, a character a byte, and only what
    holds of a body whose encodings are undone. Text beyond Latin-1 becomes UTF-8.
    """
    pairs: Iterable[tuple[str, str]] = said.items() if isinstance(said, Mapping) else said
    return tuple(
        (name, _one_line(value))
        for name, value in pairs
        if TOKEN.fullmatch(name) and name.lower() not in UNDONE
    )


def length_line(length: int) -> tuple[str, str]:
    """The Content-Length of a body of so many bytes."""
    return "Content-Length", str(length)


def resource_lines(content_type: str, length: int) -> Lines:
    """What is known of the headers of a file that was imported."""
    return ("content-type", content_type), ("content-length", str(length))


def speaks_http(record: Record) -> bool:
    """Whether the record's block is an HTTP answer, with or without its body."""
    if record.kind == "revisit":
        return record.status != 304 and (record.how == "crawl" or _of_a_response(record.lines))
    return record.kind in ("response", "moved")


def stamp(when: datetime) -> str:
    """A WARC-Date with microseconds, in UTC; sorts as text."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def _of_a_response(lines: Lines) -> bool:
    return any(name.lower() not in ("content-type", "content-length") for name, _ in lines)


def _one_line(value: str) -> str:
    if value.isascii() and value.isprintable():
        return value.strip(" ")
    try:
        value.encode("latin-1")
    except UnicodeError:
        value = value.encode("utf-8", "replace").decode("latin-1")
    return value.translate(ESCAPED).strip(" \t")
