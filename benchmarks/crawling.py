"""Pages a second and peak memory of a crawl.

    python -m benchmarks.crawling --pages 1000 --hosts 4

Each host is a server of its own in another process, on a loopback address of its own; a page has
1.1 KB of HTML, its sitemap names all. The archive lies in a temporary folder, with every fsync.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import resource
import tempfile
import time
from pathlib import Path

from archive import Archive, Settings, Site
from indexer.crawl import crawl_sites

PROSE = "<p>Общината откри новия мост над реката след две години ремонт.</p>" * 9
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Paper(asyncio.Protocol):
    """A newspaper that answers what is asked of it at once."""

    pages = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        host, port = transport.get_extra_info("sockname")[:2]
        self.root = f"http://{host}:{port}/"

    def data_received(self, data: bytes) -> None:
        path = data.split(b" ", 2)[1].decode()
        status, kind, body = "200 OK", "text/html; charset=utf-8", f"<h1>{path}</h1>{PROSE}"
        if path == "/sitemap.xml":
            rows = "".join(f"<url><loc>{self.root}{n}/</loc></url>" for n in range(self.pages))
            kind, body = "text/xml", f'<urlset xmlns="{SPACE}">{rows}</urlset>'
        elif path == "/robots.txt":
            status, body = "404 Not Found", ""
        sent = body.encode()
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(sent)}\r\n\r\n"
        self.transport.write(head.encode() + sent)


def serve(hosts: list[str], pages: int, ready: object) -> None:
    """All newspapers in one process, until it is ended."""
    Paper.pages = pages

    async def forever() -> None:
        loop = asyncio.get_running_loop()
        servers = [await loop.create_server(Paper, host, 0) for host in hosts]
        ready.send([s.sockets[0].getsockname()[1] for s in servers])  # type: ignore[attr-defined]
        await asyncio.Event().wait()

    asyncio.run(forever())


def measure(pages: int, hosts: int) -> None:
    """Crawl so many pages of each host, and print what it took."""
    names = [f"127.0.0.{number + 1}" for number in range(hosts)]
    here, there = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(names, pages, there), daemon=True)
    server.start()
    ports = here.recv()
    sites = [
        Site(f"host{n}", "x", f"http://{name}:{port}/", private=True, delay=0.0)
        for n, (name, port) in enumerate(zip(names, ports, strict=True))
    ]
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        settings = Settings(data=Path(folder))
        began = time.monotonic()
        with Archive.open(settings.archive, write=True) as archive:
            reports = crawl_sites(sites, archive, settings)
        took, began = time.monotonic() - began, time.monotonic()
        with Archive.open(settings.archive, write=True) as archive:
            crawl_sites(sites, archive, settings)
        again = time.monotonic() - began
        kept = sum(report.outcomes["new"] for report in reports)
    server.terminate()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{hosts} hosts, {kept} pages: {took:.1f} s, {kept / took:.0f}/s; again {again:.1f} s;"
        f" {peak:.0f} MB"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--hosts", type=int, default=1)
    given = parser.parse_args()
    measure(given.pages, given.hosts)
