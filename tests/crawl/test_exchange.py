"""What is sent and what comes, byte by byte; connections that last; one cookie."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from contextlib import closing, suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Archive, Settings, Site
from indexer.crawl import crawl
from indexer.crawl.coding import gunzip
from indexer.crawl.connect import is_public
from indexer.crawl.cookies import given as cookie_of
from indexer.crawl.cookies import leads_to_itself
from indexer.crawl.exchange import request_of
from indexer.crawl.fetch import Answer, Fetcher, Refused
from indexer.crawl.outcome import Outcome
from tests.crawl.hostile import RESET, STAY, Hostile, answer, serving

OK = answer(b"<p>ok")


@pytest.fixture
def server() -> Iterator[Hostile]:
    with serving({"/ok": (OK, STAY)}) as serves:
        yield serves


@pytest.fixture
def fetcher(server: Hostile, settings: Settings) -> Iterator[Fetcher]:
    site = Site("proba", "Проба", server.address, private=True, delay=0.0)
    with closing(Fetcher(site, settings)) as made:
        yield made


def got(fetcher: Fetcher, server: Hostile, path: str) -> Answer:
    said = fetcher.get(server.address + path)
    assert isinstance(said, Answer)
    return said


def test_an_answer_keeps_what_was_sent_and_what_came(server: Hostile, fetcher: Fetcher) -> None:
    lines = ("Set-Cookie: a=1", "LINK: </x>", "Set-Cookie: b=2", "X-Title: \xd0\xb1", "X-E:")
    server.scripts["/a?b"] = (answer(b"<p>x", *lines), STAY)
    said = got(fetcher, server, "a?b")
    assert said.lines[:5] == (
        ("Set-Cookie", "a=1"), ("LINK", "</x>"), ("Set-Cookie", "b=2"), ("X-Title", "\xd0\xb1"),
        ("X-E", ""),
    )  # fmt: skip
    assert said.headers["set-cookie"] == "a=1\nb=2"
    assert said.peer == "127.0.0.1"
    assert said.request == server.heads[-1]
    assert said.request.startswith(b"GET /a?b HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"\r\nAccept-Encoding: gzip\r\n" in said.request


def test_nothing_that_is_sent_breaks_its_line(server: Hostile, fetcher: Fetcher) -> None:
    fetcher.get(server.address + "ok", etag='"1"\r\nX-Evil: 1', modified="\0\u0431")
    assert b'\r\nIf-None-Match: "1"X-Evil: 1\r\n' in server.heads[-1]
    assert len(server.heads) == 1


@given(value=st.text(max_size=40))
def test_any_validator_can_be_sent(value: str) -> None:
    sent = dict(request_of("http://a.example/", {"If-None-Match": value}).headers)
    assert not set(sent[b"if-none-match"]) & set(range(32))


def test_a_redirect_to_two_places_leads_to_the_first(server: Hostile, fetcher: Fetcher) -> None:
    lines = ("Location: /b", "LOCATION: /c")
    server.scripts["/a"] = (answer(b"", *lines, status="301 Moved"), STAY)
    assert got(fetcher, server, "a").location == server.address + "b"


@pytest.mark.parametrize(
    "url",
    ["", "x", "/a", "ftp://a.example/", "http://", "http:///a", "http://a:b/", "http://a:99999/",
     "http://a b/", "http://a.example/x y", "http://a.example/\r\nX: y", "http://вестник.бг/",
     "http://user@a.example/", "http://[::x/", "http://[x]/", "HTTP://a.example/"],
)  # fmt: skip
def test_what_is_no_plain_address_is_not_asked(fetcher: Fetcher, url: str) -> None:
    said = fetcher.get(url)
    assert isinstance(said, Refused)
    assert said.outcome is Outcome.UNREACHABLE
    assert fetcher.requests == 0


def test_a_connection_lasts(server: Hostile, fetcher: Fetcher) -> None:
    for _ in range(3):
        got(fetcher, server, "ok")
    assert len(fetcher._wires) == 1
    server.scripts["/end"] = (answer(b"x", "Connection: close"), STAY)
    got(fetcher, server, "end")
    assert fetcher._wires == {}


@pytest.mark.parametrize("unasked", [b"x" * 5, OK, b"HTTP/1.1 200 OK\r\n"])
def test_what_nobody_asked_for_is_no_answer(
    server: Hostile, fetcher: Fetcher, unasked: bytes
) -> None:
    server.scripts["/more"] = (answer(b"<p>one") + unasked, STAY)
    assert got(fetcher, server, "more").body == b"<p>one"
    assert got(fetcher, server, "ok").body == b"<p>ok"


def test_a_body_behind_a_304_is_no_answer(server: Hostile, fetcher: Fetcher) -> None:
    server.scripts["/304"] = (b"HTTP/1.1 304 Not Modified\r\n\r\n", 0.05, b"<p>more", STAY)
    assert got(fetcher, server, "304").status == 304
    assert got(fetcher, server, "ok").body == b"<p>ok"


def test_a_connection_that_was_closed_meanwhile(server: Hostile, fetcher: Fetcher) -> None:
    server.scripts["/bye"] = (OK,)  # says that it lasts, and does not
    for _ in range(3):
        assert got(fetcher, server, "bye").body == b"<p>ok"


def test_a_reset_is_not_asked_for_ever(server: Hostile, fetcher: Fetcher) -> None:
    got(fetcher, server, "ok")
    server.scripts["/reset"] = (RESET,)
    said = fetcher.get(server.address + "reset")
    assert isinstance(said, Refused)
    assert said.outcome is Outcome.UNREACHABLE
    assert server.asked.count("/reset") == 2, "once over the old connection, once over a new one"


def test_the_first_part_of_a_larger_answer(server: Hostile, fetcher: Fetcher) -> None:
    body = bytes(range(256)) * 100
    for name, sent in {
        "length": answer(body),
        "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6400\r\n" + body + b"\r\n",
        "gzip": answer(gzip.compress(body), "Content-Encoding: gzip"),
    }.items():
        server.scripts[f"/{name}"] = (sent,)
        said = fetcher.get(server.address + name, largest=1000, part=True)
        assert isinstance(said, Answer)
        assert (said.body, said.more) == (body[:1000], True)


@given(parts=st.lists(st.binary(max_size=99), min_size=1, max_size=5), tail=st.binary(max_size=9))
def test_a_gzip_file_is_read_whole(parts: list[bytes], tail: bytes) -> None:
    packed = b"".join(map(gzip.compress, parts))
    found = gunzip(packed + tail.replace(b"\x1f", b""), 10_000)
    assert (found.body, found.fault) == (b"".join(parts), "")


@given(body=st.binary(min_size=1, max_size=400), data=st.data())
def test_a_gzip_file_that_ends_early_is_never_whole(body: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(body)
    found = gunzip(packed[: data.draw(st.integers(0, len(packed) - 1))], 10_000)
    assert found.fault
    assert body.startswith(found.body)


@given(packed=st.binary(max_size=200))
def test_no_bytes_crash_the_unpacker(packed: bytes) -> None:
    assert len(gunzip(b"\x1f\x8b\x08\0" + packed, 50).body) <= 50


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "0.0.0.0", "169.254.169.254", "100.64.0.1", "224.0.0.1", "::1", "::",
     "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
     "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "::127.0.0.1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "2606:4700::1", "64:ff9b::101:101", "2002:101:101::1"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "told", [["10.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["2606:4700::1", "::1"], ["64:ff9b::a00:1"]]
)
def test_a_name_that_leads_into_a_private_range(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch, told: list[str]
) -> None:
    rows = [(0, 0, 0, "", (address, 80)) for address in told]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    said = fetcher.get("http://rebinds.example/")
    assert isinstance(said, Refused)
    assert said.outcome is Outcome.PRIVATE_ADDRESS


@pytest.mark.parametrize(
    ("headers", "status", "body"),
    [
        (("Location: /a",), "302 Found", b""),
        (("Location: http://{host}/a",), "307 Temporary", b""),
        ((), "200 OK", b'<meta http-equiv="refresh" content="0">'),
        ((), "200 OK", b"<META content='1; URL=/a' HTTP-EQUIV=Refresh>"),
        ((), "200 OK", b'<meta http-equiv=refresh content="0;url=/a">'),
    ],
)
def test_a_page_that_wants_its_cookie_back_gets_it(
    server: Hostile, archive: Archive, settings: Settings,
    headers: tuple[str, ...], status: str, body: bytes,
) -> None:  # fmt: skip
    host = server.address.split("/")[2]
    told = [one.format(host=host) for one in headers]
    wall = answer(body, "Set-Cookie: seen=1; Path=/; HttpOnly", *told, status=status)
    server.scripts |= {"/a": (wall, STAY), "/a#seen=1": (answer(b"<p>new"), STAY)}
    server.scripts["/sitemap.xml"] = (answer(b"<urlset><url><loc>/a</loc></url></urlset>"), STAY)
    site = Site("proba", "x", server.address, private=True, delay=0.0)
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"new": 1}
    (entry,) = archive.captures()
    assert archive.read(entry.id).body == b"<p>new"
    assert server.asked.count("/a") == 2
    with closing(Fetcher(site, settings)) as fetcher:
        fetcher.get(server.address + "ok")
    assert b"Cookie" not in server.heads[-1], "it lives for the one question"


def test_a_page_that_is_never_content_is_asked_twice(server: Hostile, fetcher: Fetcher) -> None:
    server.scripts["/a"] = (answer(b"", "Location: /a", "Set-Cookie: n=1", status="302 F"), STAY)
    assert got(fetcher, server, "a").status == 302
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "body",
    [b'<meta http-equiv="refresh" content="300">' + b"x" * 99, b"<p>refresh",
     b'<meta http-equiv="refresh" content="0;url=/b">',
     b'<meta http-equiv="refresh" content="0">' + b"x" * 9000],
)  # fmt: skip
def test_a_page_to_be_read_is_not_asked_twice(body: bytes) -> None:
    assert not leads_to_itself("http://a.example/a", None, body)


def test_cookies_that_are_sent_back() -> None:
    lines = [("Set-Cookie", "a=1; Path=/"), ("set-cookie", ' b="x y"'), ("SET-COOKIE", "c=2"),
             ("Set-Cookie", "no cookie"), ("Set-Cookie", "d=\r\nX: 1"), ("X", "e=1")]  # fmt: skip
    assert cookie_of(lines) == "a=1; c=2"
    assert cookie_of([("Set-Cookie", f"a{n}={'x' * 999}") for n in range(9)]) == ""


@given(data=st.binary(max_size=300))
def test_any_bytes_for_an_answer_end(data: bytes) -> None:
    """Ends in an Answer or a Refused, and never in anything else."""
    with suppress(OSError), serving({"/": (data,)}) as server:
        site = Site("proba", "x", server.address, private=True, delay=0.0)
        with closing(Fetcher(site, Settings(timeout=0.5))) as fetcher:
            assert fetcher.get(server.address)
