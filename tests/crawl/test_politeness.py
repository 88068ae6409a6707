"""Robots, pace, one request at a time, Retry-After, and a site that is down."""

from __future__ import annotations

import socket
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Archive, Settings, Site
from indexer.crawl import Outcome, crawl
from indexer.crawl.fetch import LONGEST_REST, Fetcher, Refused, retry_after


def test_what_robots_forbids_is_not_asked(
    paper, site, archive: Archive, settings: Settings, refusals
):
    rules = b"User-agent: *\nDisallow: /secret/\nUser-agent: Hronika\nDisallow: /ours/\n"
    paper.pages["/robots.txt"] = (200, {}, rules)
    for path in ("/a/", "/secret/b/", "/ours/c/"):
        paper.html(path)
    paper.sitemap("/a/", "/secret/b/", "/ours/c/")
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"new": 2, "robots": 1}
    assert "/ours/c/" not in paper.paths()
    (refusal,) = refusals()
    assert (refusal.reason, refusal.url) == ("robots", paper.address + "ours/c/")


def test_a_site_without_robots_is_open(paper, site, archive: Archive, settings: Settings):
    paper.html("/a/")
    paper.sitemap("/a/")
    assert dict(crawl(site, archive, settings).outcomes) == {"new": 1}


def test_a_failing_robots_closes_the_site(paper, site, archive: Archive, settings: Settings):
    paper.pages["/robots.txt"] = (500, {}, b"")
    paper.html("/a/")
    paper.sitemap("/a/")
    report = crawl(site, archive, settings)
    assert not report.ok
    assert report.stopped == f"{paper.address}robots.txt is server-error (500)"
    assert paper.paths() == ["/robots.txt"]


@pytest.mark.parametrize(("declared", "robots"), [(0.08, 0), (0.0, 0.08)])
def test_the_longer_delay_lies_between_two_requests(
    paper, site: Site, archive: Archive, settings: Settings, declared: float, robots: float
):
    paper.pages["/robots.txt"] = (200, {}, f"User-agent: *\nCrawl-delay: {robots}".encode())
    paths = [f"/{number}/" for number in range(5)]
    for path in paths:
        paper.html(path)
    paper.sitemap(*paths)
    crawl(replace(site, delay=declared), archive, settings)
    moments = [moment for path, _, moment in paper.asked if path in paths]
    assert min(b - a for a, b in pairwise(moments)) >= 0.08
    assert paper.most_at_once == 1


def test_retry_after_is_waited_out(sample, pristan: Site, archive: Archive, settings: Settings):
    site = replace(pristan, sitemaps=("/none.xml",), feeds=("/trouble/503-once",))
    crawl(site, archive, settings)
    moments = [r.at for r in sample.requests if r.path == "/trouble/503-once"]
    assert len(moments) == 2
    assert moments[1] - moments[0] >= 1


def test_retry_after_reads_seconds_and_dates():
    now = datetime(2025, 1, 1, 12, 0, tzinfo=UTC)
    assert retry_after("7", now, 1.0) == 7.0
    assert retry_after("Wed, 01 Jan 2025 12:01:00 GMT", now, 1.0) == 60.0
    assert retry_after("Wed, 01 Jan 2020 12:01:00 GMT", now, 1.0) == 0.0
    assert retry_after("Sat, 01 Jan 0000 00:00:00 GMT", now, 1.0) == 0.0
    assert retry_after("9" * 400, now, 1.0) == LONGEST_REST
    assert retry_after("Fri, 31 Dec 9999 23:59:59 -1200", now, 1.0) == LONGEST_REST


@pytest.mark.parametrize("value", ["soon", None, "", "-1", "NaN", "1e309", "٣", "1_0", "inf"])
def test_a_retry_after_that_means_nothing_counts_as_none(value: str | None):
    assert retry_after(value, datetime(2025, 1, 1, tzinfo=UTC), 1.0) == 1.0


@given(value=st.text() | st.from_regex(r"\w{3}, \d\d Dec \d{1,5} \d\d:00:00 [+-]\d{1,6}"))
def test_any_retry_after_is_a_time_that_can_be_waited(value: str):
    assert 0 <= retry_after(value, datetime(2025, 1, 1, tzinfo=UTC), 1.0) <= LONGEST_REST


@pytest.mark.parametrize(("asks", "rest"), [("3600", 3600.0), ("9" * 400, LONGEST_REST)])
def test_a_long_rest_is_told(paper, site, settings: Settings, asks: str, rest: float):
    paper.pages["/a/"] = (429, {"Retry-After": asks}, b"")
    with closing(Fetcher(site, settings)) as fetcher:
        said = fetcher.get(paper.address + "a/")
    assert isinstance(said, Refused)
    assert (said.outcome, said.rest) == (Outcome.BUSY, rest)


def test_a_site_that_is_down_is_one_line(archive: Archive, settings: Settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = Site("proba", "x", f"http://127.0.0.1:{port}/", private=True)
    report = crawl(site, archive, settings)
    assert not report.ok
    assert report.stopped.startswith(f"http://127.0.0.1:{port}/robots.txt is unreachable (")
    assert "\n" not in str(report)


def test_a_host_that_does_not_exist(archive: Archive, settings: Settings):
    report = crawl(Site("proba", "x", "http://nothing.invalid/"), archive, settings)
    assert "unreachable" in report.stopped


def test_known_pages_are_asked_with_their_validators(
    paper, site, archive: Archive, settings: Settings
):
    paper.html("/a/", ETag='"1"', **{"Last-Modified": "Mon, 03 Mar 2025 10:00:00 GMT"})
    paper.sitemap("/a/")
    crawl(site, archive, settings)
    later = datetime.now(UTC) + timedelta(days=3)
    assert dict(crawl(site, archive, settings, now=later).outcomes) == {"unchanged": 1}
    headers = [named for path, named, _ in paper.asked if path == "/a/"][-1]
    assert headers["if-none-match"] == '"1"'
    assert headers["if-modified-since"] == "Mon, 03 Mar 2025 10:00:00 GMT"
