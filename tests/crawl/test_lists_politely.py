"""Lists within bounds: what robots.txt forbids, what fails, and what has no end of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import Archive, Settings, Site
from indexer.crawl import crawl, found
from tests.crawl.discovering import found_of, page


def test_robots_is_asked_for_every_list(
    paper, site: Site, archive: Archive, settings: Settings
) -> None:
    rules = b"User-agent: *\nDisallow: /wp-json/\nDisallow: /feed/\nDisallow: /*rest_route\n"
    paper.pages["/robots.txt"] = (200, {}, rules + b"Disallow: /closed.xml\nSitemap: /closed.xml")
    paper.html("/n/1/")
    paper.pages["/"] = (200, {"Content-Type": "text/html"}, page("/n/1/"))
    told = replace(site, wordpress=True, feeds=("/feed/",))
    report = crawl(told, archive, settings)
    assert [problem.rpartition(": ")[2] for problem in report.problems] == [
        "robots (robots.txt forbids it)"
    ] * 3
    assert paper.paths() == ["/robots.txt", "/", "/n/1/"]
    assert report.ok


def test_a_site_that_forbids_everything_is_left_alone(
    paper, site: Site, archive: Archive, settings: Settings
) -> None:
    paper.html("/a/")
    paper.sitemap("/a/")
    crawl(site, archive, settings)
    paper.asked.clear()
    paper.pages["/robots.txt"] = (200, {}, b"User-agent: Hronika/9 (+x)\nDisallow: /")
    report = crawl(site, archive, settings)
    assert (report.ok, paper.paths()) == (False, ["/robots.txt"])
    assert report.stopped == f"{paper.address} is robots (it forbids all lists)"


def test_a_list_that_asks_for_a_long_rest_ends_the_run(
    paper, site: Site, archive: Archive, settings: Settings
) -> None:
    paper.pages["/robots.txt"] = (
        200,
        {},
        b"Sitemap: /sitemap.xml\nSitemap: /busy.xml\nSitemap: /c",
    )
    paper.html("/a/")
    paper.sitemap("/a/")
    paper.pages["/busy.xml"] = (429, {"Retry-After": "3600"}, b"")
    report = crawl(site, archive, settings)
    assert not report.ok
    assert "asks for 3600 s of rest" in report.stopped
    assert paper.paths() == ["/robots.txt", "/sitemap.xml", "/busy.xml"]


@pytest.mark.parametrize("fails", [(500, {}, b""), (200, {}, b"<urlset><url><loc>/3/</loc>"),
                                   (404, {}, b"")])  # fmt: skip
def test_a_list_that_fails_makes_no_page_missing(
    paper, site: Site, archive: Archive, settings: Settings, fails
) -> None:
    for path in ("/1/", "/2/", "/3/"):
        paper.html(path)
    paper.pages["/robots.txt"] = (200, {}, b"Sitemap: /sitemap.xml\nSitemap: /two.xml")
    paper.sitemap("/1/")
    paper.pages["/two.xml"] = (200, {}, b"<urlset><url><loc>/2/</loc></url></urlset>")
    assert dict(crawl(site, archive, settings).outcomes) == {"new": 2}
    paper.pages["/two.xml"] = fails
    report = crawl(site, archive, settings)
    assert report.outcomes.keys() <= {"new"}, "/2/ is not looked at: its list was not read"
    assert len(report.problems) == 1


def test_a_page_that_only_a_feed_names_is_not_missing(
    paper, site: Site, archive: Archive, settings: Settings
) -> None:
    for path in ("/1/", "/2/"):
        paper.html(path)
    paper.pages["/feed"] = (200, {}, b"<rss><item><link>/2/</link></item></rss>")
    paper.sitemap("/1/")
    fed = replace(site, feeds=("/feed",), sitemaps=("/sitemap.xml",))
    assert dict(crawl(fed, archive, settings).outcomes) == {"new": 2}
    assert dict(crawl(fed, archive, settings).outcomes) == {}


def test_lists_that_are_not_answered_end(paper, site: Site, settings: Settings) -> None:
    paths = [f"s{n}.xml" for n in range(20)]
    for path in paths:
        paper.pages[f"/{path}"] = (500, {}, b"")
    told = found_of(site, settings, *paths)
    assert len(paper.asked) == found.PATIENCE
    end = "5 lists in a row were not answered; the rest is left for the next time"
    assert paper.address + ": " + end in told.problems


def test_an_index_of_ten_thousand_has_an_end(
    paper, site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "MOST_ASKED", 30)
    maps = "".join(f"<sitemap><loc>/s{n}.xml</loc></sitemap>" for n in range(10_000))
    paper.pages["/i.xml"] = (200, {}, f"<sitemapindex>{maps}</sitemapindex>".encode())
    told = found_of(site, settings, "i.xml")
    assert len(paper.asked) == 30
    assert told.problems[-1].endswith("more than 30 lists; the rest is left for the next time")


def test_discovery_has_its_time(
    paper, site: Site, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(found, "MOST_SECONDS", -1.0)
    paper.sitemap("/1/")
    told = found_of(site, settings, "sitemap.xml")
    assert (paper.asked, told.whole) == ([], False)
    assert len(told.problems) == 1
