"""Whatever a list says, discovery ends: the pages that can be read are found, the rest is told."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from archive import Settings, Site
from indexer.crawl.discover import discover
from indexer.crawl.fetch import Fetcher
from indexer.crawl.found import Discovery
from indexer.crawl.robots import fetch_robots
from indexer.crawl.wordpress import posts_address
from tests.crawl.hostile import Hostile, Script, answer, serving
from tests.crawl.hostile_lists import FEEDS, POSTS, SITEMAPS, Case, url, urlset, xml

GOOD = xml(urlset(url(901)))
LONGEST = 30.0  # seconds; a list of 60 MB takes one or two


@pytest.fixture
def server() -> Iterator[Hostile]:
    with serving() as serves:
        yield serves


@pytest.fixture
def site(server: Hostile) -> Site:
    return Site("proba", "Проба", server.address, private=True, delay=0.0)


def found_of(site: Site, settings: Settings, *sitemaps: str) -> Discovery:
    began = time.monotonic()
    addresses = tuple(site.address + path for path in sitemaps)
    with closing(Fetcher(site, replace(settings, timeout=0.5))) as fetcher:
        found = discover(site, addresses, fetcher)
    assert time.monotonic() - began < LONGEST
    return found


def numbers(found: Discovery) -> tuple[int, ...]:
    paths = (address.split("/", 3)[3].partition("?")[0] for address in found.pages)
    return tuple(sorted(int(path) for path in paths))


def check(found: Discovery, case: Case) -> None:
    assert numbers(found) == (*case.pages, 901)
    assert len(found.problems) == bool(case.problem)
    assert all(problem.endswith(case.problem) for problem in found.problems)


def hosted(script: Script, server: Hostile) -> Script:
    """A script that names its host."""
    host = server.address.split("/")[2].encode()
    return tuple(
        answer(step.replace(b"{host}", host).partition(b"\r\n\r\n")[2])
        if isinstance(step, bytes) and b"{host}" in step
        else step
        for step in script
    )


@pytest.mark.parametrize("name", SITEMAPS)
def test_a_sitemap_gives_what_can_be_read(
    server: Hostile, site: Site, settings: Settings, name: str
) -> None:
    case = SITEMAPS[name]
    server.scripts |= {"/s.xml": hosted(case.script, server), "/good.xml": GOOD}
    found = found_of(site, settings, "good.xml", "s.xml")
    check(found, case)
    assert found.whole == (not case.problem or case.problem == "lists nothing") or name in ("RSS",)


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_gives_what_can_be_read(
    server: Hostile, site: Site, settings: Settings, name: str
) -> None:
    case = FEEDS[name]
    server.scripts |= {"/f/rss.xml": hosted(case.script, server), "/good.xml": GOOD}
    found = found_of(replace(site, feeds=("/f/rss.xml",)), settings, "good.xml")
    check(found, case)
    assert found.whole, "a feed says nothing of what is not there any more"


@pytest.mark.parametrize("name", POSTS)
def test_wordpress_gives_what_can_be_read(
    server: Hostile, site: Site, settings: Settings, name: str
) -> None:
    case = POSTS[name]
    path = posts_address("/", 1, None)
    server.scripts |= {path: case.script, "/good.xml": GOOD}
    check(found_of(replace(site, wordpress=True), settings, "good.xml"), case)


def test_all_of_them_on_one_site(server: Hostile, site: Site, settings: Settings) -> None:
    """Each sitemap fails, or not, on its own; but those after which nothing is asked any more."""
    told = {name: case for name, case in SITEMAPS.items() if not re.search("rest|MB", name)}
    for number, case in enumerate(told.values()):
        server.scripts[f"/s{number}.xml"] = hosted(case.script, server)
    server.scripts["/good.xml"] = GOOD
    paths = [path for n in range(len(told)) for path in (f"s{n}.xml", f"good.xml?{n}")]
    server.scripts |= {f"/good.xml?{n}": GOOD for n in range(len(told))}
    with closing(Fetcher(site, replace(settings, timeout=0.5))) as fetcher:
        found = discover(site, tuple(site.address + path for path in paths), fetcher)
    assert numbers(found)[-1] == 901
    assert set(numbers(found)) - {901} >= set(range(1, 9))
    failing = [number for number, case in enumerate(told.values()) if case.problem]
    for number in failing:
        assert any(re.search(rf"s{number}\.xml: |gone\.xml", one) for one in found.problems)
    assert len(found.problems) == len(failing) + 1, "the redirect to /s.xml is no circle here"
    assert not found.whole


ROBOTS: dict[str, tuple[bytes, bool]] = {
    "over 500 KB": (b"User-agent: *\nDisallow: /n/\n" + b"# x\n" * 150_000, False),
    "over 500 KB, a rule behind it": (b"# x\n" * 150_000 + b"User-agent: *\nDisallow: /n/\n", True),
    "HTML": (b"<!DOCTYPE html><html><p>Disallow: /n/</html>", True),
    "binary": (bytes(range(256)) * 99, True),
    "a mark of UTF-8": (b"\xef\xbb\xbfUser-agent: *\nDisallow: /n/", False),
    "UTF-16": ("User-agent: *\nDisallow: /n/".encode("utf-16"), False),
    "one line of 1 MB": (b"User-agent: *\nDisallow: /n/\nDisallow: /" + b"x" * 1_000_000, False),
    "lone carriage returns": (b"User-agent: *\rDisallow: /n/", False),
    "100,000 groups": (
        b"User-agent: *\nDisallow: /n/\n"
        + b"".join(b"User-agent: a%d\nAllow: /\n" % n for n in range(100_000)), False),
    "25,000 wildcards": (
        b"User-agent: *\nDisallow: /n/\n" + b"Disallow: /*a*b*c$\n" * 25_000, False),
    "our own User-Agent": (
        b"User-agent: *\nAllow: /\nUser-agent: Hronika/1.0 (+m@a.example)\nDisallow: /n/", False),
    "our name in capitals": (
        b"User-agent: HRONIKA\nDisallow: /n/\nUser-agent: *\nDisallow:", False),
    "a part of our name": (b"User-agent: Hron\nDisallow: /n/\nUser-agent: h\nDisallow: /n/", True),
    "our name as a part": (b"User-agent: HronikaBot\nDisallow: /n/", True),
    "several agents": (b"User-agent: a\nUser-agent: Hronika\nUser-agent: b\nDisallow: /n/", False),
    "nothing": (b"", True),
}  # fmt: skip


@pytest.mark.parametrize("sent", ["length", "chunks", "gzip"])
@pytest.mark.parametrize("name", ROBOTS)
def test_robots_of_any_kind(
    server: Hostile, site: Site, settings: Settings, name: str, sent: str
) -> None:
    body, allowed = ROBOTS[name]
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    told = head + b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body) if body else head + b"0\r\n\r\n"
    ways = {
        "length": answer(body),
        "chunks": told,
        "gzip": answer(gzip.compress(body), "Content-Encoding: gzip"),
    }
    server.scripts["/robots.txt"] = (ways[sent],)
    began = time.monotonic()
    with closing(Fetcher(site, replace(settings, timeout=5.0))) as fetcher:
        robots = fetch_robots(fetcher, site.address)
    assert robots.refused is None
    assert robots.allows(site.address + "n/1") is allowed
    assert time.monotonic() - began < LONGEST


@pytest.mark.parametrize("status", ["500 X", "503 X", "599 X", "429 X"])
def test_robots_that_fails_closes_the_site(
    server: Hostile, site: Site, settings: Settings, status: str
) -> None:
    server.scripts["/robots.txt"] = (answer(b"", status=status),)
    with closing(Fetcher(site, settings)) as fetcher:
        assert fetch_robots(fetcher, site.address).refused
