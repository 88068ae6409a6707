"""Everything that an address can come to, each at a path that misbehaves just so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from archive import Archive, Settings, Site
from archive.fit import unfit
from indexer.crawl import Outcome, crawl
from indexer.crawl.fetch import Answer, Fetcher, Refused
from webui.demo import SampleServer


def asked(site: Site, settings: Settings, url: str) -> Answer | Refused:
    with closing(Fetcher(site, settings)) as fetcher:
        return fetcher.get(url)


@pytest.fixture
def reason(
    paper, site: Site, archive: Archive, settings: Settings, refusals
) -> Callable[[int, dict[str, str], bytes], str]:
    def crawled(status: int, headers: dict[str, str], body: bytes) -> str:
        paper.pages["/a/"] = (status, headers, body)
        paper.sitemap("/a/")
        report = crawl(site, archive, settings)
        found = {r.url: r.reason for r in refusals()}
        (outcome,) = report.outcomes
        assert found.get(paper.address + "a/", outcome) == outcome
        return outcome

    return crawled


@pytest.mark.parametrize(
    ("status", "headers", "body", "outcome"),
    [
        (200, {"Content-Type": "text/html"}, b"<p>x", "new"),
        (200, {}, b"<p>x", "new"),
        (200, {"Content-Type": "application/xhtml+xml; charset=utf-8"}, b"<p>x", "new"),
        (200, {"Content-Type": "application/pdf"}, b"%PDF", "not-html"),
        (200, {"Content-Type": "text/html"}, bytes(range(256)), "not-html"),
        (200, {"Content-Type": "text/html"}, b" \n", "empty"),
        (200, {"Content-Type": "text/html"}, b"x" * 200_001, "too-large"),
        (200, {"Content-Encoding": "gzip"}, b"<p>not gzip", "broken"),
        (404, {}, b"", "gone"),
        (410, {}, b"", "gone"),
        (403, {}, b"", "client-error"),
        (418, {}, b"", "client-error"),
        (500, {}, b"", "server-error"),
        (301, {}, b"", "client-error"),
        (302, {"Location": "mailto:x@example.org"}, b"", "client-error"),
        (302, {"Location": "https://elsewhere.example/"}, b"", "redirect"),
        (302, {"Location": "/a/"}, b"", "too-many-redirects"),
        (304, {}, b"", "client-error"),
    ],
)
def test_each_answer_has_its_outcome(reason, status, headers, body, outcome):
    assert reason(status, headers, body) == outcome


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("500", Outcome.SERVER_ERROR),
        ("huge", Outcome.TOO_LARGE),
        ("bomb", Outcome.TOO_LARGE),
        ("bad-gzip", Outcome.BROKEN),
        ("truncated", Outcome.BROKEN),
        ("slow", Outcome.TIMEOUT),
        ("binary", Outcome.NOT_HTML),
        ("empty", Outcome.EMPTY),
        ("wrong-charset", None),
    ],
)
def test_each_trouble_of_the_sample(
    sample: SampleServer, pristan: Site, settings: Settings, path: str, outcome: Outcome | None
):
    hasty = replace(settings, timeout=0.3 if path == "slow" else 5.0)
    said = asked(pristan, hasty, f"{sample.address}trouble/{path}")
    if isinstance(said, Refused):
        assert said.outcome is outcome
    else:
        why = {"empty": Outcome.EMPTY, None: None}
        found = unfit(said.body, said.headers.get("content-type"))
        assert why.get(found, Outcome.NOT_HTML) is outcome


def test_a_redirect_leads_to_a_page_of_its_own(paper, site, archive: Archive, settings: Settings):
    paper.pages["/old/"] = (301, {"Location": "/new/"}, b"")
    paper.pages["/older/"] = (301, {"Location": "/new/"}, b"")
    paper.html("/new/")
    paper.sitemap("/old/", "/older/")
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"redirect": 2, "new": 1}
    assert [entry.url for entry in archive.captures()] == [paper.address + "new/"]
    assert dict(crawl(site, archive, settings).outcomes).keys() <= {"unchanged"}
    assert paper.paths().count("/old/") == 1


def test_a_target_that_waited_is_asked_in_the_next_run(
    paper, site, archive: Archive, settings: Settings
):
    """The lists never name it, and the redirect itself is left alone for thirty days."""
    paper.pages["/old/"] = (301, {"Location": "/new/"}, b"")
    paper.html("/new/")
    paper.sitemap("/old/")
    report = crawl(site, archive, settings, limit=1)
    assert (dict(report.outcomes), report.left) == ({"redirect": 1}, 1)
    second = crawl(site, archive, settings, limit=1)
    assert (dict(second.outcomes), second.left) == ({"new": 1}, 0)


def test_a_chain_of_redirects_has_an_end(paper, site, archive: Archive, settings: Settings):
    for number in range(9):
        paper.pages[f"/{number}/"] = (302, {"Location": f"/{number + 1}/"}, b"")
    paper.html("/9/")
    paper.sitemap("/0/")
    assert dict(crawl(site, archive, settings).outcomes) == {
        "redirect": 5,
        "too-many-redirects": 1,
    }


def test_a_circle_of_redirects_has_an_end(paper, site, archive: Archive, settings: Settings):
    paper.pages["/a/"] = (302, {"Location": "/b/"}, b"")
    paper.pages["/b/"] = (302, {"Location": "/a/"}, b"")
    paper.sitemap("/a/")
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"redirect": 1, "too-many-redirects": 1}


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://10.255.255.1/private/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]:9/",
        "http://[::ffff:127.0.0.1]:9/",
        "http://0.0.0.0:9/",
        "http://2130706433/",
    ],
)
def test_private_addresses_are_refused(site: Site, settings: Settings, address: str):
    said = asked(site, settings, address)
    assert isinstance(said, Refused)
    assert said.outcome is Outcome.PRIVATE_ADDRESS


def test_a_private_site_must_say_so(paper, site: Site, archive: Archive, settings: Settings):
    report = crawl(replace(site, private=False), archive, settings)
    assert "private-address" in report.stopped
    assert paper.asked == []


def test_lists_do_not_lead_into_private_ranges(paper, site, archive: Archive, settings: Settings):
    paper.pages["/robots.txt"] = (200, {}, b"Sitemap: /s.xml\nSitemap: http://10.255.255.1/s.xml")
    paper.pages["/s.xml"] = (302, {"Location": "http://127.0.0.1:9/"}, b"")
    report = crawl(site, archive, settings)
    assert [p.split(": ")[1].split(" ")[0] for p in report.problems[:2]] == ["private-address"] * 2


def test_gzip_is_undone(sample: SampleServer, pristan: Site, settings: Settings):
    said = asked(pristan, settings, sample.address)
    assert isinstance(said, Answer)
    assert said.body.lstrip().lower().startswith(b"<!doctype")


def test_an_answer_that_drips_is_given_up(sample: SampleServer, pristan: Site, settings: Settings):
    sample.slow_seconds = 2.0
    said = asked(pristan, replace(settings, timeout=0.2), f"{sample.address}trouble/slow")
    assert isinstance(said, Refused)
    assert said.outcome is Outcome.TIMEOUT
