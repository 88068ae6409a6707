"""A capture survives its way through WARC, and foreign WARC readers understand it."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from archive.capture import ARTICLE_JSON, Capture
from archive.member import Unreadable, decode, encode_info, holds, members
from archive.record import Record, move_of, record_of, stamp

AT = datetime(2025, 3, 3, 12, 0, 0, 42, tzinfo=UTC)
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
URLS = st.from_regex(r"https?://[a-z]{1,9}\.example/[!-~]{0,40}", fullmatch=True)
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


def encode(record: Record) -> bytes:
    return members(record)[0]


@given(
    url=URLS,
    fetched=MOMENTS,
    body=st.binary(max_size=3000),
    status=st.integers(100, 599).filter(lambda status: status != 304),
    headers=st.dictionaries(NAMES, st.text(max_size=60), max_size=5),
    how=st.sampled_from(["crawl", "import"]),
)
def test_what_is_written_is_read_back(
    url: str, fetched: datetime, body: bytes, status: int, headers: dict[str, str], how: str
) -> None:
    capture = Capture("proba", url, fetched, body, status, headers, how)  # type: ignore[arg-type]
    record = record_of(capture, 7)
    read = decode(encode(record))
    assert read is not None
    assert (read.url, read.when, read.body, read.id) == (url, fetched, body, 7)
    assert (read.site, read.how, read.digest) == ("proba", how, capture.digest)
    assert dict(read.headers) == dict(record.headers)
    assert read.status == (200 if record.kind == "resource" else status)


@given(member=st.binary(max_size=400))
def test_no_bytes_crash_the_reader(member: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(member)


@given(inside=st.binary(max_size=400))
def test_no_gzip_crashes_the_reader(inside: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(gzip.compress(inside))


def test_every_flipped_byte_is_seen() -> None:
    record = record_of(Capture("proba", "https://a.example/", AT, b"<p>body</p>"), 1)
    member = encode(record)
    original = decode(member)
    assert not holds(member, "https://a.example/b", record.digest)
    assert not holds(member, record.url, "sha1:A")
    for at in range(len(member)):
        flipped = member[:at] + bytes([member[at] ^ 0x20]) + member[at + 1 :]
        try:
            read = decode(flipped)
        except Unreadable:
            assert not holds(flipped, record.url, record.digest)
            continue
        assert holds(flipped, record.url, record.digest)
        assert read == original, f"byte {at}"  # a gzip header's time or operating system


def test_a_foreign_reader_finds_page_status_and_headers() -> None:
    headers = {
        "content-type": "text/html; charset=utf-8",
        "content-encoding": "gzip",
        "transfer-encoding": "chunked",
        "content-length": "5",
        "x-note": "две\r\nдуми",
    }
    body = "<p>Здравей</p>".encode()
    capture = Capture("proba", "https://a.example/x", AT, body, 200, headers)
    found = next(iter(ArchiveIterator(BytesIO(encode(record_of(capture, 1))))))
    assert found.rec_headers.protocol == "WARC/1.1"
    assert found.rec_type == "response"
    assert found.rec_headers["WARC-Date"] == "2025-03-03T12:00:00.000042Z"
    assert found.http_headers.get_statuscode() == "200"
    assert found.http_headers["content-length"] == str(len(body))
    assert found.http_headers["content-encoding"] is None
    assert found.http_headers["transfer-encoding"] is None
    assert found.content_stream().read() == body


def test_an_imported_file_is_a_resource() -> None:
    line = b'{"url": "https://a.example/x", "title": "x"}'
    kinds = {"content-type": ARTICLE_JSON}
    capture = Capture("proba", "https://a.example/x", AT, line, headers=kinds, how="import")
    found = next(iter(ArchiveIterator(BytesIO(encode(record_of(capture, 1))))))
    assert found.rec_type == "resource"
    assert found.rec_headers["Content-Type"] == ARTICLE_JSON
    assert found.content_stream().read() == line


def test_a_revisit_names_profile_and_first_capture() -> None:
    record = Record(2, "revisit", "proba", "https://a.example/", AT, "sha1:AA", 304, first=AT)
    raw = gzip.decompress(encode(record)).decode()
    assert "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n" in raw
    assert f"WARC-Refers-To-Date: {stamp(AT)}\r\n" in raw
    assert decode(encode(record)) == record


def test_records_of_others_are_none() -> None:
    assert decode(encode_info("a.warc.gz", {"software": "x"})) is None


@pytest.mark.parametrize("url", ["https://a.example/а б", "ftp://a.example/", "/x", "https://"])
def test_only_plain_addresses_are_kept(url: str) -> None:
    with pytest.raises(ValueError, match="not a plain http address"):
        record_of(Capture("proba", url, AT, b"x"), 1)


def test_a_time_without_zone_is_not_kept() -> None:
    with pytest.raises(ValueError, match="aware"):
        record_of(Capture("proba", "https://a.example/", datetime(2025, 1, 1), b"x"), 1)


def test_header_lines_stay_as_they_came() -> None:
    lines = (
        ("Content-Type", "text/html"),
        ("Set-Cookie", "a=1; expires=Mon, 03 Mar 2025 10:00:00 GMT"),
        ("Link", "</a>; rel=x"),
        ("SET-COOKIE", "b=2"),
        ("Link", "</b>; rel=y"),
        ("X-Title", "Дъжд".encode().decode("latin-1")),
        ("Content-Encoding", "gzip"),
    )
    capture = Capture("proba", "https://a.example/", AT, b"<p>x", lines=lines, peer="192.0.2.7")
    member, request = members(record_of(capture, 1))
    kept = (*lines[:-1], ("Content-Length", "4"))
    read = decode(member)
    assert read is not None
    assert (read.lines, read.peer, request) == (kept, "192.0.2.7", b"")
    assert read.headers["set-cookie"] == "a=1; expires=Mon, 03 Mar 2025 10:00:00 GMT\nb=2"
    assert read.headers["link"] == "</a>; rel=x, </b>; rel=y"
    assert "X-Title: Дъжд\r\n".encode() in gzip.decompress(member)
    assert capture.content_type == "text/html"


@given(value=st.binary(max_size=30).map(bytes.strip))
def test_any_bytes_of_a_header_are_kept(value: bytes) -> None:
    lines = (("X-One", value.decode("latin-1")),)
    record = record_of(Capture("p", "https://a.example/", AT, b"x", lines=lines), 1)
    escaped = value.replace(b"\r", b"%0D").replace(b"\n", b"%0A").replace(b"\0", b"%00")
    assert b"\r\nX-One: " + escaped + b"\r\n" in gzip.decompress(encode(record))
    read = decode(encode(record))
    assert read is not None
    assert read.lines == record.lines


@given(value=st.text(max_size=30))
def test_no_header_breaks_its_line(value: str) -> None:
    lines = (("X-One", value), ("X-Two", "2"), ("X: Three", "3"))
    read = decode(encode(record_of(Capture("p", "https://a.example/", AT, b"x", lines=lines), 1)))
    assert read is not None
    assert [name for name, _ in read.lines] == ["X-One", "X-Two", "Content-Length"]
    assert read.body == b"x"


def test_a_304_has_no_http_block_and_keeps_its_headers() -> None:
    said = (("ETag", '"нов"'.encode().decode("latin-1")), ("Set-Cookie", "a=1"))
    record = Record(2, "revisit", "p", "https://a.example/", AT, "sha1:AA", 304, lines=said)
    raw = gzip.decompress(encode(record)).decode()
    assert raw.endswith("Content-Length: 0\r\n\r\n\r\n\r\n")
    assert decode(encode(record)) == replace(record, first=AT)


def test_the_request_stands_beside_its_answer() -> None:
    asked = b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"
    capture = Capture("p", "https://a.example/", AT, b"x", request=asked, peer="192.0.2.7")
    answer, request = ArchiveIterator(BytesIO(b"".join(members(record_of(capture, 1), "<w>"))))
    assert (answer.rec_type, request.rec_type) == ("response", "request")
    heads = request.rec_headers
    assert heads["WARC-Concurrent-To"] == answer.rec_headers["WARC-Record-ID"]
    assert (heads["WARC-IP-Address"], heads["WARC-Warcinfo-ID"]) == ("192.0.2.7", "<w>")


def test_a_tombstone_holds_fields() -> None:
    record = Record(3, "tombstone", "p", "https://a.example/", AT, body=b"answers 404")
    found = next(iter(ArchiveIterator(BytesIO(encode(record)))))
    assert found.rec_headers["Content-Type"] == "application/warc-fields"
    assert found.content_stream().read() == b"reason: answers 404\r\n"
    assert decode(encode(record)) == record


def test_a_move_is_a_redirect() -> None:
    record = move_of(4, "p", "https://a.example/", "https://a.example/new", AT, 308)
    found = next(iter(ArchiveIterator(BytesIO(encode(record)))))
    assert (found.rec_type, found.http_headers.get_statuscode()) == ("response", "308")
    assert found.http_headers["location"] == "https://a.example/new"
    assert decode(encode(record)) == record
