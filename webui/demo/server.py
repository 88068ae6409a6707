"""The sample newspaper over real HTTP on loopback, with a memory of who asked for what."""

import gzip
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from webui.demo.lists import HTML
from webui.demo.site import Page, SampleSite
from webui.demo.stories import FIRST_LOOK, SECOND_LOOK
from webui.demo.trouble import TROUBLES, Trouble

_HOST = "127.0.0.1"
_GZIP_FROM_BYTES = 500


@dataclass(frozen=True)
class Request:
    """One request as it came: header names in lower case, `at` in seconds of time.monotonic."""

    method: str
    path: str
    headers: dict[str, str]
    at: float


class SampleServer:
    """`with SampleServer() as site: fetch(site.address)`.

    `port` 0 takes a free one. `folder` is another `data/sample`. Starting raises OSError where
    the port is taken. `slow_seconds` is how long /trouble/slow waits and `huge_bytes` how much
    /trouble/huge sends; nothing else is slow.
    """

    slow_seconds = 0.5
    huge_bytes = 32_000_000

    def __init__(self, port: int = 0, folder: Path | None = None) -> None:
        self._http = _Http((_HOST, port), _Handler)
        self._http.sample = self
        self.address = f"http://{_HOST}:{self._http.server_address[1]}/"
        self.site = SampleSite(self.address, folder)
        self.look = FIRST_LOOK
        self.requests: list[Request] = []
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def second_look(self) -> None:
        """From now on the site is as it was later: one article changed, one gone, one new."""
        self.look = SECOND_LOOK

    def asked(self, path: str) -> int:
        """How many requests came for exactly this path."""
        return sum(request.path == path for request in self.requests)


class _Http(ThreadingHTTPServer):
    sample: SampleServer
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: _Http
    protocol_version = "HTTP/1.1"
    server_version = "Pristan/1"
    sys_version = ""
    timeout = 10
    wbufsize = -1  # head and body in one packet; apart, they cost 40 ms a page (delayed ACK)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on standard error: `requests` remembers."""

    def do_GET(self) -> None:
        sample = self.server.sample
        headers = {name.lower(): value for name, value in self.headers.items()}
        sample.requests.append(Request(self.command, self.path, headers, time.monotonic()))
        trouble = TROUBLES.get(self.path.partition("?")[0])
        if trouble:
            self._trouble(trouble, sample)
        else:
            self._page(sample.site.page(self.path, sample.look))

    do_HEAD = do_GET

    def _page(self, page: Page | None) -> None:
        if page is None:
            body = "<!doctype html><title>Няма такава страница</title><h1>404</h1>".encode()
            self._send(404, {"Content-Type": HTML}, body)
        elif page.status != 200:
            headers = {"Content-Type": page.content_type}
            self._send(page.status, headers | _location(page), page.body)
        else:
            self._found(page)

    def _found(self, page: Page) -> None:
        headers = {
            "Content-Type": page.content_type,
            "ETag": f'"{page.etag}"',
            "Last-Modified": format_datetime(_utc(page.last_modified), usegmt=True),
            "Vary": "Accept-Encoding",
        }
        if self._unchanged(page):
            self._send(304, headers, b"")
        elif self._takes_gzip() and len(page.body) >= _GZIP_FROM_BYTES:
            headers |= {"Content-Encoding": "gzip", "ETag": f'W/"{page.etag}"'}
            self._send(200, headers, gzip.compress(page.body, mtime=0))
        else:
            self._send(200, headers, page.body)

    def _takes_gzip(self) -> bool:
        return "gzip" in self.headers.get("Accept-Encoding", "")

    def _unchanged(self, page: Page) -> bool:
        """RFC 9110, 13.2.2: If-Modified-Since counts only where there is no If-None-Match."""
        wanted = self.headers.get("If-None-Match")
        if wanted is not None:
            tags = {tag.strip().removeprefix("W/").strip('"') for tag in wanted.split(",")}
            return bool(tags & {page.etag, "*"})
        since = self.headers.get("If-Modified-Since")
        return since is not None and _not_after(page.last_modified, since)

    def _trouble(self, trouble: Trouble, sample: SampleServer) -> None:
        answer = trouble(sample, self.path)
        time.sleep(answer.delay)
        self._send(answer.status, dict(answer.headers), answer.body)
        if answer.cut:
            self.close_connection = True

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        if status != 304:
            headers = {"Content-Length": str(len(body))} | headers
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _location(page: Page) -> dict[str, str]:
    return {"Location": page.location} if page.location else {}


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(microsecond=0)


def _not_after(when: datetime, header: str) -> bool:
    try:
        return _utc(when) <= parsedate_to_datetime(header)
    except (ValueError, TypeError):
        return False
