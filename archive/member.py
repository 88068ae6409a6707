"""A record as bytes: one gzip member of a WARC 1.1 file (ISO 28500:2017) that any reader opens.

Written out here, not by a library: header lines stay the bytes that they were, one compression
serves a whole record, and a record is read in one pass with its digests checked.
"""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import NoReturn

from archive.capture import Lines, by_name, digest
from archive.record import Kind, Record, resource_lines, speaks_http, stamp

PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
SAME = PROFILE + "identical-payload-digest"
NOT_MODIFIED = PROFILE + "server-not-modified"
FIELDS = "application/warc-fields"
SAID = "Hronika-Header"
"""A header line that came with a 304: a revisit upon it has no HTTP block, for players would show
that block in the place of the page."""

END = b"\r\n"
BETWEEN = b"\r\n\r\n"
REASON = "reason: "
PHRASES = {status.value: status.phrase for status in HTTPStatus}
KINDS: dict[tuple[str, str], Kind] = {
    ("response", ""): "response",
    ("response", "moved"): "moved",
    ("revisit", ""): "revisit",
    ("resource", ""): "resource",
    ("metadata", "tombstone"): "tombstone",
}
"""WARC-Type and Hronika-Kind of our records → what each is."""


class Unreadable(ValueError):
    """Bytes that are not one whole WARC record with right digests."""


def members(record: Record, warcinfo: str = "") -> tuple[bytes, bytes]:
    """The record, and the request that asked for it as a record of its own (empty where that is
    not known).

    Args:
        warcinfo: WARC-Record-ID of the warcinfo record of the file.
    """
    own = _record_id()
    member = _member(_fields(record, own, warcinfo), _block(record), _block_type(record))
    return member, _request(record, own, warcinfo) if record.request else b""


def encode_info(filename: str, fields: Mapping[str, str]) -> bytes:
    """The warcinfo record that opens a file."""
    head = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", _record_id()),
        ("WARC-Date", stamp(datetime.now(UTC))),
        ("WARC-Filename", filename),
    ]
    lines = (f"{name}: {value}\r\n" for name, value in fields.items() if value)
    return _member(head, "".join(lines).encode(), FIELDS)


def decode(member: bytes) -> Record | None:
    """The record in one gzip member; None for a record that is not ours (a warcinfo, a request).

    Raises:
        Unreadable: it is torn or damaged, or a digest is wrong.
    """
    lines, block = _parted(_inflate(member))
    named = by_name(lines)
    kind = KINDS.get((named.get("warc-type", ""), named.get("hronika-kind", "")))
    if kind is None or "hronika-id" not in named:
        return None
    try:
        record = _record(kind, named, lines, block)
    except (KeyError, ValueError) as error:
        raise Unreadable(f"a field is missing or wrong ({error})") from None
    _check(named, block, record)
    return record


def holds(member: bytes, url: str, payload: str) -> bool:
    """Whether a member is whole, by gzip's checksum, and the record of an address with a payload
    digest. A third of what `decode` costs, which digests the bytes anew.
    """
    try:
        raw = _inflate(member)
    except Unreadable:
        return False
    head = raw[: raw.find(BETWEEN) + len(END)]
    fields = (f"\r\nWARC-Target-URI: {url}\r\n", f"\r\nWARC-Payload-Digest: {payload}\r\n")
    return all(field.encode() in head for field in fields)


def record_name(member: bytes) -> str:
    """The WARC-Record-ID of a member; empty when it cannot be read."""
    try:
        return by_name(_parted(_inflate(member))[0]).get("warc-record-id", "")
    except Unreadable:
        return ""


def _record_id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"


def _member(fields: Iterable[tuple[str, str]], block: bytes, block_type: str) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    typed = f"Content-Type: {block_type}\r\n" if block_type else ""
    known = f"WARC-Block-Digest: {digest(block)}\r\n{typed}Content-Length: {len(block)}\r\n\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = (packer.compress(f"WARC/1.1\r\n{head}{known}".encode()), packer.compress(block))
    return b"".join((*parts, packer.compress(BETWEEN), packer.flush()))


def _block(record: Record) -> bytes:
    if speaks_http(record):
        status = f"HTTP/1.1 {record.status} {PHRASES.get(record.status, 'Unknown')}\r\n"
        said = "".join(f"{name}: {value}\r\n" for name, value in record.lines)
        return f"{status}{said}\r\n".encode("latin-1") + record.body
    if record.kind == "tombstone":
        return f"{REASON}{' '.join(record.body.decode().split())}\r\n".encode()
    return record.body


def _block_type(record: Record) -> str:
    if speaks_http(record):
        return "application/http; msgtype=response"
    if record.kind == "resource":
        return record.headers["content-type"]
    return FIELDS if record.kind == "tombstone" else ""


def _fields(record: Record, own: str, warcinfo: str) -> Iterable[tuple[str, str]]:
    types = {"tombstone": "metadata", "moved": "response"}
    yield "WARC-Type", types.get(record.kind, record.kind)
    yield "WARC-Record-ID", own
    if warcinfo:
        yield "WARC-Warcinfo-ID", warcinfo
    yield "WARC-Date", stamp(record.when)
    yield "WARC-Target-URI", record.url
    if record.peer:
        yield "WARC-IP-Address", record.peer
    if record.kind == "revisit":
        yield "WARC-Profile", NOT_MODIFIED if record.status == 304 else SAME
        yield "WARC-Refers-To-Target-URI", record.url
        yield "WARC-Refers-To-Date", stamp(record.first or record.when)
    if payload := record.digest or (digest(b"") if record.kind == "moved" else ""):
        yield "WARC-Payload-Digest", payload
    yield "Hronika-Id", str(record.id)
    yield "Hronika-Site", record.site
    yield "Hronika-How", record.how
    if record.kind in types:
        yield "Hronika-Kind", record.kind
    if record.kind == "revisit" and record.status == 304:
        yield from ((SAID, f"{name}: {value}") for name, value in record.lines)


def _request(record: Record, response: str, warcinfo: str) -> bytes:
    fields = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", _record_id()),
        *([("WARC-Warcinfo-ID", warcinfo)] if warcinfo else []),
        ("WARC-Date", stamp(record.when)),
        ("WARC-Target-URI", record.url),
        *([("WARC-IP-Address", record.peer)] if record.peer else []),
        ("WARC-Concurrent-To", response),
    ]
    return _member(fields, record.request, "application/http; msgtype=request")


def _inflate(member: bytes) -> bytes:
    inflater = zlib.decompressobj(31)
    try:
        raw = inflater.decompress(member)
    except zlib.error as error:
        raise Unreadable(f"not readable as gzip ({error})") from None
    if not inflater.eof:
        raise Unreadable("ends in the middle of a record")
    if inflater.unused_data:
        raise Unreadable("goes on after its end")
    return raw


def _parted(raw: bytes) -> tuple[Lines, bytes]:
    """The fields of a record, and its block."""
    head, between, rest = raw.partition(BETWEEN)
    version, _, fields = head.partition(END)
    if not version.startswith(b"WARC/") or not between:
        _unlike(version)
    lines = _lines(fields, "utf-8")
    length = by_name(lines).get("content-length", "")
    if not length.isdecimal() or int(length) > len(rest):
        raise Unreadable(f"not a WARC record (a length of {length or 'nothing'})")
    return lines, rest[: int(length)]


def _unlike(version: bytes) -> NoReturn:
    line = version[:40].decode("latin-1")
    raise Unreadable(f"not a WARC record ({line!r} is its first line)")


def _lines(head: bytes, encoding: str) -> Lines:
    pairs = (line.decode(encoding, "replace").partition(":") for line in head.split(END) if line)
    return tuple((name, value.strip(" \t")) for name, _, value in pairs)


def _check(named: Mapping[str, str], block: bytes, record: Record) -> None:
    block_digest = named.get("warc-block-digest")
    if block_digest and block_digest != digest(block):
        raise Unreadable("its bytes are not those of its block digest")
    if record.kind in ("response", "resource") and record.digest != digest(record.body):
        raise Unreadable("its page is not that of its payload digest")


def _record(kind: Kind, named: Mapping[str, str], lines: Lines, block: bytes) -> Record:
    status, said, body = _said(kind, named, lines, block)
    first = named.get("warc-refers-to-date")
    return Record(
        id=int(named["hronika-id"]),
        kind=kind,
        site=named["hronika-site"],
        url=named["warc-target-uri"],
        when=datetime.fromisoformat(named["warc-date"]),
        digest="" if kind in ("tombstone", "moved") else named.get("warc-payload-digest", ""),
        status=status,
        how="import" if named["hronika-how"] == "import" else "crawl",
        lines=said,
        body=body,
        first=datetime.fromisoformat(first) if first else None,
        peer=named.get("warc-ip-address", ""),
    )


def _said(
    kind: Kind, named: Mapping[str, str], lines: Lines, block: bytes
) -> tuple[int, Lines, bytes]:
    """Status, header lines and payload of a block.

    Raises:
        ValueError, KeyError: it has none.
    """
    if kind == "resource":
        return 200, resource_lines(named["content-type"], len(block)), block
    if kind == "tombstone":  # those of version 0.1 hold the reason alone
        return 200, (), block.decode().removeprefix(REASON).strip().encode()
    if not block:  # a revisit
        said = (value.partition(":") for name, value in lines if name == SAID)
        status = 304 if named["warc-profile"] == NOT_MODIFIED else 200
        return status, tuple((name, value.strip(" \t")) for name, _, value in said), b""
    head, _, body = block.partition(BETWEEN)
    first, _, fields = head.partition(END)
    return int(first[9:12]), _lines(fields, "latin-1"), body
