"""A request ends in time whatever the server does with it, and the next one goes on."""

from __future__ import annotations

import gzip
import socketserver
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from archive import Settings, Site
from indexer.crawl.fetch import Answer, Fetcher, Refused
from indexer.crawl.outcome import Outcome

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\n<p>ok"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BOMB = gzip.compress(b"x" * 5_000_000)
ANSWERS = {
    "huge": HEAD + b"Content-Length: 9000000\r\n\r\n" + b"x" * 9_000_000,
    "bomb": HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB) + BOMB,
    "bad-gzip": HEAD + b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\n<p>ok",
    "cut": HEAD + b"Content-Length: 500\r\n\r\n<p>",
    "bad-chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>",
    "no-answer": b"",
    "not-http": b"SSH-2.0-OpenSSH\r\n",
}
DRIPS = {
    "drips-status": b"HTTP/1.1 200 " + b"O" * 400,
    "drips-headers": HEAD + b"X-A: " + b"a" * 400,
    "drips-body": HEAD + b"Content-Length: 400\r\n\r\n" + b"x" * 400,
    "drips-chunks": HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 100,
}


class Hostile(socketserver.BaseRequestHandler):
    """Answers a path as it is called; `sent` counts the bytes of the last drip."""

    sent = 0

    def handle(self) -> None:
        path = self.request.recv(65536).split(b" ")[1].decode().strip("/")
        try:
            if path not in DRIPS:
                self.request.sendall(ANSWERS.get(path, OK))
                return
            type(self).sent = 0
            for byte in DRIPS[path]:
                self.request.sendall(bytes([byte]))
                type(self).sent += 1
                time.sleep(0.05)
        except OSError:
            pass  # the other side has had enough


@pytest.fixture
def address() -> Iterator[str]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Hostile) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def fetcher(address: str, settings: Settings) -> Iterator[Fetcher]:
    site = Site("proba", "Проба", address, private=True, delay=0.0)
    made = Fetcher(site, replace(settings, timeout=1.0, largest=1_000_000))
    yield made
    made.close()


@pytest.mark.parametrize("path", DRIPS)
def test_a_drip_is_cut_off(fetcher: Fetcher, address: str, path: str) -> None:
    said = fetcher.get(address + path)
    assert isinstance(said, Refused)
    assert said.outcome is Outcome.TIMEOUT
    assert Hostile.sent < 100, "of 400 bytes and more, 20 a second"


@pytest.mark.parametrize("path", [*ANSWERS, *DRIPS])
def test_the_next_request_goes_on(fetcher: Fetcher, address: str, path: str) -> None:
    assert isinstance(fetcher.get(address + path), Refused)
    said = fetcher.get(address + "ok")
    assert isinstance(said, Answer)
    assert said.body == b"<p>ok"
