"""Pages a second of a crawl into WARC and catalogue, and where the time goes.

    python -m benchmarks.crawling [-n 2000] [--bytes 1100]

The server is a process of its own on this machine and says the same to everybody; the pages differ.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import resource
from collections import defaultdict
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from archive import Archive, Settings, Site
from indexer.crawl import crawl
from indexer.crawl.fetch import Fetcher
from indexer.crawl.memory import Memory

A_SITEMAP = 10_000  # addresses
MEASURED = (
    ("fetching", Fetcher, ("get",)),
    ("archiving", Archive, ("keep", "last")),
    ("remembering", Memory, ("run", "looked")),
)


def main() -> None:
    """Crawl so many pages once, and print what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=2000, help="pages")
    parser.add_argument("--bytes", type=int, default=1100, help="of a page")
    asked = parser.parse_args()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(there, asked.n, asked.bytes), daemon=True)
    server.start()
    address = f"http://127.0.0.1:{here.recv()}/"
    spent = _measured()
    with TemporaryDirectory() as folder:
        site = Site("measured", "x", address, private=True, delay=0.0)
        with Archive.open(Path(folder) / "archive", write=True) as archive:
            began = perf_counter()
            report = crawl(site, archive, Settings(data=Path(folder)))
            took = perf_counter() - began
    server.terminate()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{report}\n{asked.n / took:.0f} pages a second, {peak} MB at the peak")
    rest = took - sum(spent.values())
    for name, seconds in (*spent.items(), ("everything else", rest)):
        print(f"  {name:16} {seconds / took:4.0%}  {seconds / asked.n * 1e6:5.0f} µs a page")


def _measured() -> dict[str, float]:
    """Seconds by part, filled while the methods are called; one within another counts once."""
    spent: dict[str, float] = defaultdict(float)
    for part, owner, names in MEASURED:
        for name in names:
            setattr(owner, name, _timed(getattr(owner, name), spent, part))
    return spent


_within: list[str] = []


def _timed(do: Callable[..., Any], spent: dict[str, float], part: str) -> Callable[..., Any]:
    def timed(*args: Any, **named: Any) -> Any:
        if _within:
            return do(*args, **named)
        _within.append(part)
        began = perf_counter()
        try:
            return do(*args, **named)
        finally:
            spent[part] += perf_counter() - began
            _within.pop()

    return timed


class _Server(asyncio.Protocol):
    """Answers each question that comes whole in one packet, as a crawler's do."""

    def __init__(self, pages: int, size: int) -> None:
        self.pages, self.size = pages, size

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        path = data.split(b" ", 2)[1].decode()
        host = data.partition(b"Host: ")[2].partition(b"\r\n")[0].decode()
        kind, body = self._body(path, f"http://{host}")
        status = b"200 OK" if body else b"404 Not Found"
        head = b'HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nETag: "1"\r\n\r\n'
        self.transport.write(head % (status, kind, len(body)) + body)  # type: ignore[attr-defined]

    def _body(self, path: str, root: str) -> tuple[bytes, bytes]:
        if path.startswith("/n/"):
            text = f"<!DOCTYPE html><title>{path}</title><p>".encode()
            return b"text/html", text + b"x" * max(0, self.size - len(text))
        parts = range(0, self.pages, A_SITEMAP)
        if path == "/robots.txt":
            return b"text/plain", "".join(f"Sitemap: {root}/s/{p}\n" for p in parts).encode()
        if path.startswith("/s/"):
            first = int(path[3:])
            told = range(first, min(first + A_SITEMAP, self.pages))
            rows = "".join(f"<url><loc>{root}/n/{n}/</loc></url>" for n in told)
            return b"text/xml", f"<urlset>{rows}</urlset>".encode()
        return b"text/plain", b""


def _serve(told: Connection, pages: int, size: int) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Server(pages, size), "127.0.0.1", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


if __name__ == "__main__":
    main()
