"""The sample newspaper over real HTTP."""

import contextlib
import gzip
import socket
import time
from email.utils import parsedate_to_datetime

import pytest
import urllib3

from webui.demo import SampleServer

ARTICLE = "svyat/freytas-shte-prieme-pak-min-hyok/"


def ask(url: str, method: str = "GET", **headers: str) -> urllib3.BaseHTTPResponse:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    with urllib3.PoolManager() as pool:
        return pool.request(
            method, url, headers=names, redirect=False, retries=False, decode_content=False
        )


def test_address_and_a_page(server: SampleServer) -> None:
    answer = ask(server.address + ARTICLE)
    assert server.address.startswith("http://127.0.0.1:")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert "Антониу Фрейтас" in answer.data.decode()


def test_gzip_only_when_accepted(server: SampleServer) -> None:
    plain = ask(server.address + ARTICLE)
    packed = ask(server.address + ARTICLE, Accept_Encoding="gzip, br")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 2
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_not_modified(server: SampleServer, encoding: str) -> None:
    url = server.address + ARTICLE
    first = ask(url, Accept_Encoding=encoding)
    etag, when = first.headers["ETag"], first.headers["Last-Modified"]
    story = next(story for story in server.site.at(1) if story.path == "/" + ARTICLE)
    assert parsedate_to_datetime(when) == story.updated
    by_tag = ask(url, If_None_Match=etag)
    by_date = ask(url, If_Modified_Since=when)
    assert (by_tag.status, by_date.status, by_tag.data) == (304, 304, b"")
    assert ask(url, If_None_Match='"other"', If_Modified_Since=when).status == 200
    assert ask(url, If_Modified_Since="Mon, 01 Jan 2024 00:00:00 GMT").status == 200
    assert ask(url, If_Modified_Since="вчера".encode().decode("latin-1")).status == 200


def test_head_has_headers_and_no_body(server: SampleServer) -> None:
    answer = ask(server.address + ARTICLE, "HEAD")
    assert (answer.status, answer.data) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 5000


def test_not_found_gone_and_moved(server: SampleServer) -> None:
    assert ask(server.address + "nyama/").status == 404
    moved = ask(server.address + "kontakti")
    assert (moved.status, moved.headers["Location"]) == (301, server.address + "kontakti/")
    gone = server.address + "ispaniya/feribotat-do-tanzher/"
    assert ask(gone).status == 200
    server.second_look()
    assert ask(gone).status == 410


def test_changed_article_is_sent_again(server: SampleServer) -> None:
    url = server.address + "ispaniya/pozhar-siera-klara/"
    etag = ask(url).headers["ETag"]
    assert ask(url, If_None_Match=etag).status == 304
    server.second_look()
    changed = ask(url, If_None_Match=etag)
    assert changed.status == 200
    assert "овладян" in changed.data.decode()


def test_windows_1251_header(server: SampleServer) -> None:
    answer = ask(server.address + "arhiv/2024/1187.html")
    assert answer.headers["Content-Type"] == "text/html; charset=windows-1251"
    assert "Имане Захрауи" in answer.data.decode("cp1251")


def test_requests_are_remembered(server: SampleServer) -> None:
    before = time.monotonic()
    ask(server.address + "robots.txt", User_Agent="hronika-test")
    ask(server.address + "?s=more", "HEAD")
    first, second = server.requests
    assert (first.method, first.path, second.method, second.path) == (
        "GET",
        "/robots.txt",
        "HEAD",
        "/?s=more",
    )
    assert first.headers["user-agent"] == "hronika-test"
    assert before <= first.at <= second.at
    assert server.asked("/robots.txt") == 1


def test_two_servers_side_by_side_and_a_taken_port(server: SampleServer) -> None:
    with SampleServer() as other:
        assert other.address != server.address
        assert other.address in ask(other.address + "robots.txt").data.decode()
    with pytest.raises(OSError, match="in use"):
        SampleServer(port=int(server.address.rsplit(":", 1)[1].strip("/")))


def test_leaving_frees_the_port_and_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    with SampleServer() as server:
        ask(server.address)
        port = int(server.address.rsplit(":", 1)[1].strip("/"))
        with contextlib.closing(socket.create_connection(("127.0.0.1", port))) as rude:
            rude.sendall(b"GET / HT")
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port))
    assert capfd.readouterr() == ("", "")
