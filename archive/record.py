"""One WARC record of ours as a value, and its bytes: a gzip member that any WARC reader opens.

What WARC 1.1 has no field for travels in named fields of our own (the standard lets readers skip
those they do not know), so that the catalogue can be made again from the files alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from typing import Any, Literal, cast
from urllib.parse import quote

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParserException
from warcio.warcwriter import WARCWriter

from archive.capture import NO_HEADERS, Capture, How

Kind = Literal["response", "revisit", "resource", "tombstone"]

PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
SAME = PROFILE + "identical-payload-digest"
NOT_MODIFIED = PROFILE + "server-not-modified"
OUR_FIELD = {"id": "Hronika-Id", "site": "Hronika-Site", "how": "Hronika-How"}
UNDONE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
"""Headers that no longer hold of a body whose encodings were undone."""

PRINTABLE = "".join(map(chr, range(32, 127)))
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True, slots=True)
class Record:
    """What one of our WARC records says.

    Attributes:
        id: number of the record, ascending over captures and tombstones together.
        kind: response, revisit or resource of a capture; or the tombstone of an address.
        digest: payload digest; of a tombstone an empty string.
        body: payload; empty for a revisit; the reason for a tombstone.
        first: of a revisit, when the capture that holds the bytes was fetched.
    """

    id: int
    kind: Kind
    site: str
    url: str
    when: datetime
    digest: str = ""
    status: int = 200
    how: How = "crawl"
    headers: Mapping[str, str] = field(default_factory=lambda: NO_HEADERS)
    body: bytes = field(default=b"", repr=False)
    first: datetime | None = None


class Unreadable(ValueError):
    """Bytes that are not one whole WARC record with right digests."""


def record_of(capture: Capture, number: int) -> Record:
    """The record that keeps a capture whole.

    Raises:
        ValueError: the address is not plain http(s), or the time is not aware.
    """
    if not re.fullmatch(r"https?://[!-~]+", capture.url):
        raise ValueError(f"not a plain http address: {capture.url!r}")
    if capture.fetched.tzinfo is None:
        raise ValueError("a capture's time must be aware")
    headers = plain_headers(capture.headers, len(capture.body))
    imported = capture.how == "import" and not headers.keys() - {"content-type", "content-length"}
    if imported:
        headers.setdefault("content-type", "application/octet-stream")
    return Record(
        id=number,
        kind="resource" if imported else "response",
        site=capture.site,
        url=capture.url,
        when=capture.fetched.astimezone(UTC),
        digest=capture.digest,
        status=capture.status,
        how=capture.how,
        headers=headers,
        body=capture.body,
    )


def plain_headers(headers: Mapping[str, str], length: int) -> dict[str, str]:
    """Headers as they can stand in a WARC: ASCII, one line each, true of the body as kept."""
    kept = {
        name.lower(): quote(value.strip(), safe=PRINTABLE).strip()
        for name, value in headers.items()
        if TOKEN.fullmatch(name) and name.lower() not in UNDONE
    }
    return {**kept, "content-length": str(length)}


def stamp(when: datetime) -> str:
    """A WARC-Date with microseconds, in UTC; sorts as text."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def encode(record: Record) -> bytes:
    """The record as one gzip member."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(_warcio_record(writer, record))
    return out.getvalue()


def encode_info(filename: str, fields: Mapping[str, str]) -> bytes:
    """The warcinfo record that opens a file."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="1.1")
    writer.write_record(writer.create_warcinfo_record(filename, dict(fields)))
    return out.getvalue()


def decode(member: bytes) -> Record | None:
    """The record in one gzip member; None for a record that is not ours (a warcinfo, a request).

    Raises:
        Unreadable: it is torn or damaged, or a digest is wrong.
    """
    found = _load(_inflate(member))
    named: dict[str, str] = {name.lower(): value for name, value in found.rec_headers.headers}
    kind = _kind(found.rec_type, named)
    if kind is None:
        return None
    try:
        body = found.content_stream().read() if kind != "revisit" else b""
        record = _record(kind, named, found.http_headers, body)
    except (KeyError, ValueError) as error:
        raise Unreadable(f"a field is missing or wrong ({error})") from None
    if found.digest_checker.passed is False:
        raise Unreadable("; ".join(found.digest_checker.problems))
    return record


def _warcio_record(writer: Any, record: Record) -> Any:
    spoken = record.kind == "response" or (record.kind == "revisit" and record.how == "crawl")
    http = _http(record) if spoken else None
    body = b"" if record.kind == "revisit" else record.body
    return writer.create_warc_record(
        record.url,
        "metadata" if record.kind == "tombstone" else record.kind,
        payload=BytesIO(body),
        length=len(body),
        http_headers=http,
        warc_content_type=_block_type(record),
        warc_headers_dict=_fields(record),
    )


def _http(record: Record) -> StatusAndHeaders:
    phrase = HTTPStatus(record.status).phrase if record.status in set(HTTPStatus) else "Unknown"
    lines = list(record.headers.items())
    return StatusAndHeaders(f"{record.status} {phrase}", lines, protocol="HTTP/1.1")


def _block_type(record: Record) -> str:
    if record.kind == "resource":
        return record.headers["content-type"]
    return "application/warc-fields" if record.kind == "tombstone" else ""


def _fields(record: Record) -> dict[str, str]:
    fields = {
        "WARC-Date": stamp(record.when),
        OUR_FIELD["id"]: str(record.id),
        OUR_FIELD["site"]: record.site,
        OUR_FIELD["how"]: record.how,
    }
    if record.digest:
        fields["WARC-Payload-Digest"] = record.digest
    if record.kind == "tombstone":
        fields["Hronika-Kind"] = "tombstone"
    if record.kind == "revisit":
        fields["WARC-Profile"] = NOT_MODIFIED if record.status == 304 else SAME
        fields["WARC-Refers-To-Target-URI"] = record.url
        fields["WARC-Refers-To-Date"] = stamp(record.first or record.when)
    return fields


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


def _load(raw: bytes) -> Any:
    stream = BytesIO(raw)
    try:
        found = ArcWarcRecordLoader(arc2warc=False).parse_record_stream(
            stream, known_format="warc", check_digests=True
        )
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError) as error:
        raise Unreadable(f"not a WARC record ({str(error).strip()})") from None
    if not found.rec_headers.protocol.startswith("WARC/"):
        raise Unreadable("not a WARC record (an empty first line)")
    return found


def _kind(warc_type: str | None, named: Mapping[str, str]) -> Kind | None:
    if OUR_FIELD["id"].lower() not in named:
        return None
    if warc_type == "metadata":
        return "tombstone" if named.get("hronika-kind") == "tombstone" else None
    return cast(Kind, warc_type) if warc_type in ("response", "revisit", "resource") else None


def _record(kind: Kind, named: Mapping[str, str], http: Any, body: bytes) -> Record:
    headers = {name.lower(): value for name, value in http.headers} if http else {}
    if kind == "resource":
        headers = {"content-type": named["content-type"], "content-length": str(len(body))}
    first = named.get("warc-refers-to-date")
    return Record(
        id=int(named["hronika-id"]),
        kind=kind,
        site=named["hronika-site"],
        url=named["warc-target-uri"],
        when=datetime.fromisoformat(named["warc-date"]),
        digest=named.get("warc-payload-digest", ""),
        status=int(http.get_statuscode()) if http else 200,
        how="import" if named["hronika-how"] == "import" else "crawl",
        headers=headers,
        body=body,
        first=datetime.fromisoformat(first) if first else None,
    )
