"""The sample newspaper over real HTTP, small servers of any behaviour, and an archive."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from archive import Archive, Settings, Site
from indexer.crawl.memory import Memory
from indexer.crawl.outcome import Refusal
from webui.demo import SampleServer

Said = tuple[int, dict[str, str], bytes]


@dataclass
class Newspaper:
    """A server that answers what a test put into `pages`; 404 for the rest."""

    pages: dict[str, Said] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    address: str = ""
    busy: int = 0
    most_at_once: int = 0

    def html(self, path: str, text: str = "x", **headers: str) -> None:
        named = {"Content-Type": "text/html"} | headers
        self.pages[path] = (200, named, f"<title>{text}</title>".encode())

    def sitemap(self, *paths: str) -> None:
        rows = [f"<url><loc>{self.address.rstrip('/')}{p}</loc></url>" for p in paths]
        xml = (
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(rows)}</urlset>'
        )
        self.pages["/sitemap.xml"] = (200, {"Content-Type": "text/xml"}, xml.encode())

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]


def _handler(paper: Newspaper) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on standard error."""

        def do_GET(self) -> None:
            paper.busy += 1
            paper.most_at_once = max(paper.most_at_once, paper.busy)
            named = {name.lower(): value for name, value in self.headers.items()}
            paper.asked.append((self.path, named, time.monotonic()))
            status, headers, body = paper.pages.get(self.path, (404, {}, b"no"))
            etag = headers.get("ETag")
            if etag and named.get("if-none-match") == etag:
                status, body = 304, b""
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()
            paper.busy -= 1

    return Handler


class _Http(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no news."""


@contextmanager
def _serving(host: str = "127.0.0.1") -> Iterator[Newspaper]:
    paper = Newspaper()
    server = _Http((host, 0), _handler(paper))
    paper.address = f"http://{host}:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield paper
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def paper() -> Iterator[Newspaper]:
    with _serving() as serving:
        yield serving


@pytest.fixture
def serving() -> Callable[[str], AbstractContextManager[Newspaper]]:
    """Serves a newspaper on a loopback address."""
    return _serving


@pytest.fixture
def site(paper: Newspaper) -> Site:
    return Site("proba", "Проба", paper.address, private=True, delay=0.0)


@pytest.fixture
def sample() -> Iterator[SampleServer]:
    with SampleServer() as server:
        yield server


@pytest.fixture
def pristan(sample: SampleServer) -> Site:
    return Site("pristan", "Пристан", sample.address, private=True, delay=0.0)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", write=True) as opened:
        yield opened


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, contact="mail@example.org", timeout=5.0, largest=200_000)


@pytest.fixture
def refusals(settings: Settings) -> Callable[[], list[Refusal]]:
    """What the crawler remembers of addresses that gave nothing."""

    def remembered() -> list[Refusal]:
        with closing(Memory(settings.crawl)) as memory:
            return list(memory.refusals("proba"))

    return remembered


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
