"""WARC, ARC and WACZ of other crawlers into the archive; every record is taken or named."""

import gzip
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import Archive, Capture, Site
from archive.verify import verify
from indexer.crawl import import_paths

Saved = Callable[[str, bytes | str], Path]
PAGE = (
    "<html><head><meta charset=utf-8></head><body><p>Мостът в Каменград</p></body></html>".encode()
)
THEN = "2019-05-06T07:08:09Z"


@pytest.fixture
def site() -> Site:
    return Site("proba", "Проба", "https://news.example/")


class Records:
    """A WARC file under way, as other crawlers write one."""

    def __init__(self, packed: bool = True) -> None:
        self.packed = packed
        self.written = b""

    def add(self, kind: str, url: str, block: bytes, content_type: str = "text/plain") -> None:
        fields = {
            "WARC-Type": kind,
            "WARC-Target-URI": url,
            "WARC-Date": THEN,
            "WARC-IP-Address": "192.0.2.7",
            "WARC-Record-ID": f"<urn:uuid:{len(self.written):032}>",
            "Content-Type": content_type,
            "Content-Length": str(len(block)),
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value)
        record = b"WARC/1.0\r\n" + head.encode() + b"\r\n" + block + b"\r\n\r\n"
        self.written += gzip.compress(record) if self.packed else record

    def info(self) -> None:
        self.add("warcinfo", "", b"software: Wget/1.21\r\n", "application/warc-fields")

    def page(self, url: str, body: bytes = PAGE, status: str = "200 OK", **named: str) -> None:
        headers = {"Content-Type": "text/html", "Set-Cookie": "a=1"} | {
            name.replace("_", "-"): value for name, value in named.items()
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        block = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
        self.add("response", url, block, "application/http; msgtype=response")


def three(packed: bool = True) -> Records:
    records = Records(packed)
    records.info()
    for name in "abc":
        records.page(
            f"https://news.example/{name}/", PAGE.replace("Мостът".encode(), name.encode())
        )
    return records


@pytest.mark.parametrize("name", ["site.warc.gz", "site.warc", "whole.warc.gz", "no-name"])
def test_pages_of_a_warc(saved: Saved, site: Site, archive: Archive, name: str) -> None:
    raw = three(packed=name == "site.warc.gz").written
    path = saved(name, gzip.compress(raw) if name == "whole.warc.gz" else raw)
    report = import_paths([path], site, archive)
    assert (dict(report.outcomes), report.refusals) == ({"new": 3}, ())
    assert dict(report.passed_over) == {"warcinfo records": 1}
    capture = archive.read(1)
    assert (capture.url, capture.how, capture.peer) == (
        "https://news.example/a/", "import", "192.0.2.7",
    )  # fmt: skip
    assert capture.fetched == datetime(2019, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert ("Set-Cookie", "a=1") in capture.lines
    before = archive.counts()
    assert dict(import_paths([path], site, archive).outcomes) == {"unchanged": 3}
    assert archive.counts() == before
    assert verify(archive.folder).problems == ()


def test_what_is_no_page_of_the_site_is_counted(saved: Saved, site: Site, archive: Archive) -> None:
    records = Records()
    records.info()
    records.page("http://www.news.example/a/")
    records.page("https://cdn.example/b/")
    records.page("https://news.example/gone/", status="404 Not Found")
    records.page("https://news.example/moved/", status="301 Moved", Location="/a/")
    records.page("https://news.example/i.png", b"\x89PNG", Content_Type="image/png")
    records.add("request", "https://news.example/a/", b"GET / HTTP/1.1\r\n\r\n")
    records.add("resource", "https://news.example/r/", PAGE, "text/html")
    records.add("metadata", "urn:x:y", b"x")
    report = import_paths([saved("a.warc.gz", records.written)], site, archive)
    assert (dict(report.outcomes), report.refusals) == ({"new": 2}, ())
    assert dict(report.passed_over) == {
        "warcinfo records": 1, "records of other hosts": 1, "answers of 404": 1,
        "answers of 301": 1, "image/png": 1, "request records": 1, "metadata records": 1,
    }  # fmt: skip


def test_encodings_are_undone(saved: Saved, site: Site, archive: Archive) -> None:
    records = Records()
    records.page("https://news.example/z/", gzip.compress(PAGE), Content_Encoding="gzip")
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    records.page("https://news.example/c/", chunked, Transfer_Encoding="chunked")
    import_paths([saved("a.warc.gz", records.written)], site, archive)
    assert {capture.body for capture in archive.stream()} == {PAGE}


def test_an_old_arc(saved: Saved, site: Site, archive: Archive) -> None:
    head = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n"
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    arc = b"filedesc://a.arc 0.0.0.0 20050607080910 text/plain %d\n%b" % (len(head), head)
    arc += b"\nhttp://news.example/a/ 192.0.2.1 20050607080910 text/html %d\n" % len(block)
    for name, raw in (("a.arc", arc + block + b"\n"), ("b", arc + block + b"\n")):
        report = import_paths([saved(name, raw)], site, archive)
        assert report.refusals == ()
    capture = archive.read(1)
    assert (capture.body, capture.fetched.year) == (PAGE, 2005)
    assert archive.counts().captures == 1


def test_a_wacz(tmp_path: Path, site: Site, archive: Archive) -> None:
    path = tmp_path / "crawl.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("archive/data.warc.gz", three().written)
        packed.writestr("datapackage.json", "{}")
    assert dict(import_paths([path], site, archive).outcomes) == {"new": 3}


@pytest.mark.parametrize("at", [200, 700, 1100])
def test_damage_costs_the_record_that_it_is_in(
    saved: Saved, site: Site, archive: Archive, at: int
) -> None:
    raw = bytearray(three().written)
    raw[at : at + 20] = bytes(255 - byte for byte in raw[at : at + 20])
    report = import_paths([saved("a.warc.gz", bytes(raw))], site, archive)
    assert report.outcomes["new"] >= 2
    assert {refusal.reason for refusal in report.refusals} <= {"broken"}
    assert report.outcomes["new"] == 3 or report.refusals


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.7, 0.9, 0.99])
def test_a_torn_tail_is_told(
    saved: Saved, site: Site, archive: Archive, share: float, packed: bool
) -> None:
    raw = three(packed).written
    report = import_paths([saved("a.warc", raw[: int(share * len(raw))])], site, archive)
    assert {refusal.reason for refusal in report.refusals} == {"broken"}
    bodies = [capture.body for capture in archive.stream()]
    assert all(body.endswith(b"</html>") for body in bodies)


@pytest.mark.parametrize(
    "raw",
    [
        b"WARC/1.0\r\n" * 10_000,
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nx",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nx",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/\r\n"
        b"WARC-Date: 0000-99-99\r\nContent-Length: 26\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<html>x"
        b"\r\n\r\n",
        b"WARC/1.0\r\n\0\0\0: x\r\n\r\n",
        b"filedesc://a 0 0 x y\n",
        b"WARC/1.0" + b"x" * 100_000,
    ],
)
def test_hostile_records_are_refused_or_named(
    saved: Saved, site: Site, archive: Archive, raw: bytes
) -> None:
    report = import_paths([saved("a.warc", raw), saved("b.html", PAGE)], site, archive)
    assert report.refusals or report.passed_over
    assert report.outcomes["new"] == 1


@contextmanager
def other_archive(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder, write=True) as opened:
        opened.keep(Capture("x", "https://news.example/a/", datetime(2020, 1, 1, tzinfo=UTC), PAGE))
        opened.bury("https://news.example/a/", "x", datetime(2021, 1, 1, tzinfo=UTC), "answers 404")
        yield opened


def test_records_of_another_archive_get_numbers_of_this_one(
    tmp_path: Path, site: Site, archive: Archive
) -> None:
    archive.keep(Capture("proba", "https://news.example/z/", datetime.now(UTC), PAGE))
    with other_archive(tmp_path / "other") as other:
        files = sorted(other.warc.glob("*.warc.gz"))
    report = import_paths(files, site, archive)
    assert (report.outcomes["new"], report.refusals) == (1, ())
    assert [(entry.id, entry.url[-3:]) for entry in archive.captures()] == [(1, "/z/"), (2, "/a/")]
    assert archive.buried("https://news.example/a/") is None


def test_pages_under_any_name(saved: Saved, site: Site, archive: Archive, tmp_path: Path) -> None:
    for name in ("news.php?id=5", "index", "a.xhtml", "b.aspx", "c.html"):
        saved(name, PAGE.replace("Мостът".encode(), name.encode()))
    saved("style.css", "body {}")
    saved("readme", "no page")
    saved("part.js", "<html>")
    saved("data.xml", "<feed/>")
    saved("site.warc.gz", three().written)
    report = import_paths([tmp_path / "files"], site, archive)
    assert report.outcomes["new"] == 8
    assert dict(report.passed_over) == {
        ".css": 1, "without an ending": 1, ".js": 1, ".xml": 1, "warcinfo records": 1,
    }  # fmt: skip
    assert report.refusals == ()
