"""Over TLS: a certificate that is trusted and names the host, or nothing at all."""

from __future__ import annotations

import http.server
import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive import Settings, Site
from indexer.crawl.connect import _trust
from indexer.crawl.fetch import Answer, Fetcher, Refused
from indexer.crawl.outcome import Outcome

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="openssl makes the certificate")


class Page(http.server.BaseHTTPRequestHandler):
    """Says the same to everybody, over a connection that lasts."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on standard error."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"<p>ok")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of localhost with its key, signed by itself."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    made = subprocess.run(
        [str(OPENSSL), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names],
        capture_output=True, cwd=path.parent, check=True,
    )  # fmt: skip
    path.write_bytes(made.stdout + (path.parent / "privkey.pem").read_bytes())
    return path


@pytest.fixture
def port(certificate: Path) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def asked(settings: Settings, host: str, port: int) -> Answer | Refused:
    address = f"https://{host}:{port}/"
    with closing(Fetcher(Site("p", "p", address, private=True, delay=0.0), settings)) as fetcher:
        fetcher.get(address)
        return fetcher.get(address)


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    _trust.cache_clear()
    yield
    _trust.cache_clear()


def test_a_page_over_tls(settings: Settings, port: int, trusted: None) -> None:
    said = asked(settings, "localhost", port)
    assert isinstance(said, Answer)
    assert (said.body, said.peer) == (b"<p>ok", "127.0.0.1")


def test_a_certificate_of_another_host(settings: Settings, port: int, trusted: None) -> None:
    said = asked(settings, "127.0.0.1", port)
    assert isinstance(said, Refused)
    assert said.outcome is Outcome.UNREACHABLE
    assert "certificate" in said.detail


def test_a_certificate_that_nobody_trusts(settings: Settings, port: int) -> None:
    said = asked(settings, "localhost", port)
    assert isinstance(said, Refused)
    assert said.outcome is Outcome.UNREACHABLE
