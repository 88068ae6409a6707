"""Records of other crawlers: WARC and ARC files, packed or not, and WACZ, which holds them.

Each page of the site that was answered with 200 becomes a capture of its own time, with the header
lines that came. Everything else (other hosts, pictures, redirects, requests) is counted by name.
Source: WARC 1.1 (ISO 28500:2017), ARC 1.0 (Internet Archive, 1996), WACZ 1.1.1 (Webrecorder).
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast
from zipfile import BadZipFile, ZipFile

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from archive.address import normal_address, same_site
from archive.capture import Capture
from archive.fit import PAGES, unfit
from archive.site import Site
from indexer.crawl.importing.refusing import PASSED_OVER, refusal
from indexer.crawl.outcome import Refusal

GZIP_MAGIC = b"\x1f\x8b\x08"
STEP = 1 << 20
MOST_DAMAGE = 1_000  # damaged stretches of one file after which the rest of it is given up
WITH_PAGES = frozenset({"response", "resource"})

CUT = "it ends in the middle of a record"

_DAMAGE = (
    ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, zlib.error, ValueError,
    KeyError, AttributeError, TypeError, OSError,
)  # fmt: skip
"""What warcio raises on bytes that are no records, its own slips included."""


def read_records(path: Path, site: Site, largest: int) -> Iterator[Capture | Refusal]:
    """The captures of a WARC or ARC file, and a refusal for each record that gives none.

    Damage is told with its place; of a file packed record by record it goes on behind that.
    """
    try:
        with path.open("rb") as file:
            yield from _records(file, str(path), site, largest)
    except OSError as error:
        yield refusal(site, str(path), "unreadable", (error.strerror or str(error)).lower())


def read_wacz(path: Path, site: Site, largest: int) -> Iterator[Capture | Refusal]:
    """The captures of the WARC files in a WACZ."""
    try:
        with ZipFile(path) as packed:
            for name in sorted(packed.namelist()):
                if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
                    with packed.open(name) as file:
                        yield from _records(file, f"{path}/{name}", site, largest)
    except (OSError, BadZipFile, NotImplementedError, RuntimeError) as error:
        yield refusal(site, str(path), "unreadable", str(error).lower())


def _records(file: IO[bytes], where: str, site: Site, largest: int) -> Iterator[Capture | Refusal]:
    end: int | None = 0  # of the last record that was read
    for _ in range(MOST_DAMAGE):
        with ExitStack() as stack:
            records = _opened(file, end or 0, stack)
            try:
                for record in records:
                    end = _offset(records)
                    found = _read(record, f"{where}:{end}", site, largest)
                    records.read_to_end()
                    damage = _damage(record)
                    yield refusal(site, f"{where}:{end}", "broken", damage) if damage else found
                    end = _offset(records)
                damage = _torn(records, end or 0)
            except _DAMAGE as error:
                damage = str(error) or "it ends early"
        if not damage:
            return
        yield refusal(site, f"{where}:{end}", "broken", damage)
        end = _next_member(file, (end or 0) + 1)
        if end is None:
            return
    yield refusal(site, where, "broken", f"more than {MOST_DAMAGE} damaged stretches")


def _torn(records: ArchiveIterator, end: int) -> str:
    """What is wrong behind the last record that warcio read; it takes half a one for the end."""
    records.fh.seek(end)
    rest = records.fh.read(STEP)
    return CUT if rest.strip() or not end else ""


def _opened(file: IO[bytes], start: int, stack: ExitStack) -> ArchiveIterator:
    """The records from a byte on; of a file that is packed as one, those of what is in it."""
    file.seek(start)
    if start == 0 and _is_packed_whole(file):
        file.seek(0)
        file = cast(IO[bytes], stack.enter_context(gzip.GzipFile(fileobj=file)))
    else:
        file.seek(start)
    return ArchiveIterator(file, arc2warc=True, check_digests=True)


def _is_packed_whole(file: IO[bytes]) -> bool:
    """Whether the first gzip member holds more than one record, against the standard."""
    head = file.read(STEP)
    if not head.startswith(GZIP_MAGIC):
        return False
    inflater = zlib.decompressobj(31)
    try:
        text = inflater.decompress(head, STEP)
    except zlib.error:
        return False
    return b"\r\n\r\nWARC/1" in text


def _offset(records: ArchiveIterator) -> int:
    return int(records.offset or 0)


def _next_member(file: IO[bytes], start: int) -> int | None:
    """Where the next gzip member may begin; None where there is none."""
    file.seek(start)
    tail = b""
    while part := file.read(STEP):
        found = (tail + part).find(GZIP_MAGIC)
        if found >= 0:
            return start - len(tail) + found
        tail, start = (tail + part)[-2:], start + len(part)
    return None


def _read(record: Any, where: str, site: Site, largest: int) -> Capture | Refusal:
    if not record.rec_type:
        return refusal(site, where, "broken", "no record of WARC or ARC")
    why = _other(record, site)
    if why:
        return refusal(site, where, PASSED_OVER, why)
    body = record.content_stream().read(largest + 1)
    if len(body) > largest:
        return refusal(site, where, "too-large", f"more than {largest} bytes")
    http = record.http_headers
    kind = _content_type(record)
    unfitting = unfit(body, kind or None)
    if unfitting:
        return refusal(site, where, "empty" if unfitting == "empty" else "not-html", kind)
    headers = record.rec_headers
    url = _address(record)
    return Capture(
        site=site.key,
        url=url,
        fetched=_when(headers.get_header("WARC-Date")),
        body=body,
        headers={} if http else {"content-type": kind or "text/html"},
        lines=tuple(map(tuple, http.headers)) if http else (),
        peer=headers.get_header("WARC-IP-Address") or "",
        how="import",
    )


def _other(record: Any, site: Site) -> str:
    """What a record is, where it is no page of the site; empty for one that is."""
    if record.rec_type not in WITH_PAGES:
        return f"{record.rec_type} records"
    url = _address(record)
    if not url:
        return "records of no web address"
    if not same_site(url, site.address):
        return "records of other hosts"
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"answers of {status}"
    kind = _content_type(record).partition(";")[0].strip().lower()
    return kind if kind and kind not in PAGES and kind != "text/plain" else ""


def _damage(record: Any) -> str:
    """What is wrong with a record that was read to its end. The digest of the payload is not
    believed: crawlers differ in what they take it of.
    """
    if record.raw_stream.limit > 0:
        return CUT
    wrong = (p for p in record.digest_checker.problems if p.startswith("block digest"))
    return next(wrong, "")


def _address(record: Any) -> str:
    named = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    return normal_address(named) or ""


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").strip()


def _when(stamp: str) -> datetime:
    when = datetime.fromisoformat(stamp.strip())
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
