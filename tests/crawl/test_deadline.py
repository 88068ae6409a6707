"""A request ends in time whatever holds it up: the name, the connection, TLS, or the answer."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from archive import Settings, Site
from indexer.crawl.fetch import Answer, Fetcher, Refused
from indexer.crawl.outcome import Outcome
from tests.crawl.hostile import HANG, STAY, Hostile, Script, Slowly, answer, serving
from tests.crawl.hostile_answers import HEAD, PAGES

SOON = 8.0  # seconds; well above the deadlines here, well below what is tried


@pytest.fixture
def server() -> Iterator[Hostile]:
    with serving({"/ok": (answer(b"<p>ok"), STAY)}) as serves:
        yield serves


@pytest.fixture
def fetcher(server: Hostile, settings: Settings) -> Iterator[Fetcher]:
    site = Site("proba", "Проба", server.address, private=True, delay=0.0)
    with closing(Fetcher(site, replace(settings, timeout=0.3))) as made:
        yield made


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def ends_late(fetcher: Fetcher, url: str) -> Outcome:
    began = time.monotonic()
    said = fetcher.get(url)
    assert time.monotonic() - began < SOON
    assert isinstance(said, Refused)
    return said.outcome


def test_a_name_that_nobody_resolves_in_time(
    fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's resolver cannot be interrupted: it is left behind."""
    done = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: done.wait(20) and [])
    assert ends_late(fetcher, "http://slow.example/") is Outcome.TIMEOUT
    done.set()


def test_a_host_that_says_nothing(silent: int, settings: Settings) -> None:
    site = Site("proba", "x", f"http://127.0.0.1:{silent}/", private=True, delay=0.0)
    with closing(Fetcher(site, replace(settings, timeout=0.3))) as fetcher:
        assert ends_late(fetcher, site.address) is Outcome.TIMEOUT


def test_tls_that_is_never_spoken(silent: int, settings: Settings) -> None:
    site = Site("proba", "x", f"https://127.0.0.1:{silent}/", private=True, delay=0.0)
    with closing(Fetcher(site, replace(settings, timeout=0.3))) as fetcher:
        assert ends_late(fetcher, site.address) is Outcome.TIMEOUT


def test_a_plain_server_where_tls_is_expected(settings: Settings) -> None:
    def serve() -> None:
        with listens.accept()[0] as connection:
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listens:
        thread = threading.Thread(target=serve)
        thread.start()
        address = f"https://127.0.0.1:{listens.getsockname()[1]}/"
        site = Site("proba", "x", address, private=True, delay=0.0)
        with closing(Fetcher(site, replace(settings, timeout=1.0))) as fetcher:
            assert ends_late(fetcher, address) is Outcome.UNREACHABLE
        thread.join()


DRIPS: dict[str, Script] = {
    "status": (Slowly(b"HTTP/1.1 200 " + b"O" * 400),),
    "headers": (HEAD, Slowly(b"X-A: " + b"a" * 400)),
    "body": (HEAD + b"Content-Length: 400\r\n\r\n", Slowly(b"x" * 400)),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", Slowly(b"1\r\nx\r\n" * 100)),
    "silence": (HANG,),
}


@pytest.mark.parametrize("name", DRIPS)
def test_a_drip_is_cut_off_and_the_next_request_goes_on(
    server: Hostile, fetcher: Fetcher, name: str
) -> None:
    server.scripts["/drips"] = DRIPS[name]
    assert ends_late(fetcher, server.address + "drips") is Outcome.TIMEOUT
    said = fetcher.get(server.address + "ok")
    assert isinstance(said, Answer)
    assert said.body == b"<p>ok"


def test_no_connection_is_left_open(server: Hostile, fetcher: Fetcher) -> None:
    for number, (_, script) in enumerate(PAGES.values()):
        if HANG not in script:
            server.scripts[f"/{number}"] = script
    before = threading.active_count()
    for path in list(server.scripts):
        if "429" not in str(server.scripts[path])[:40] and "503" not in str(server.scripts[path]):
            fetcher.get(server.address + path.strip("/"))
    fetcher.close()
    end = time.monotonic() + SOON
    while threading.active_count() > before and time.monotonic() < end:
        time.sleep(0.01)
    assert threading.active_count() <= before, "a thread of the server waits for the other side"
