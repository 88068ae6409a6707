"""Sitemaps, feeds, WordPress, links: what a site says it has."""

from __future__ import annotations

import gzip
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import Archive, Settings, Site
from indexer.crawl import crawl, found
from indexer.crawl.fetch import Answer
from indexer.crawl.links import read_links
from indexer.crawl.listing import Contents, Listed, NoList, read_date
from indexer.crawl.robots import read_robots
from indexer.crawl.sitemap import read_list
from indexer.crawl.wordpress import posts_address, read_posts

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
AT = datetime(2025, 1, 1, tzinfo=UTC)
RSS = """<?xml version="1.0" encoding="windows-1251"?>
<rss version="2.0"><channel><title>Новини</title>
<item><title>Едно</title><link>https://a.example/1/</link>
<pubDate>Mon, 03 Mar 2025 10:00:00 +0200</pubDate></item>
<item><title>Без връзка</title></item></channel></rss>""".encode("cp1251")
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Н</title><entry><title>Две</title>
<link href="https://a.example/2/"/><updated>2025-03-03T10:00:00Z</updated></entry></feed>""".encode()


def read_sitemap(body: bytes) -> Contents:
    return read_list(body, "https://a.example/")


def said(body: bytes, **headers: str) -> Answer:
    return Answer("https://a.example/", 200, headers, body, AT)


def test_a_sitemap_of_pages():
    body = f"""\n<?xml version="1.0"?><urlset {NS} xmlns:image="http://www.google.com/image">
      <url><loc> https://a.example/1/ </loc><lastmod>2025-03-03T10:00:00+02:00</lastmod>
        <image:image><image:loc>https://a.example/i.png</image:loc></image:image></url>
      <url><loc>https://a.example/2/</loc><lastmod>вчера</lastmod></url><url/></urlset>"""
    assert read_sitemap(body.encode()).pages == (
        Listed("https://a.example/1/", datetime(2025, 3, 3, 8, 0, tzinfo=UTC)),
        Listed("https://a.example/2/"),
    )


def test_an_index_of_sitemaps():
    body = (
        f"<sitemapindex {NS}><sitemap><loc>https://a.example/s.xml</loc></sitemap></sitemapindex>"
    )
    assert read_sitemap(body.encode()).lists == (Listed("https://a.example/s.xml"),)


def test_a_list_inside_a_list():
    nested = b"<urlset><urlset><url><loc>https://a.example/1</loc></url></urlset></urlset>"
    assert [page.url for page in read_sitemap(nested).pages] == ["https://a.example/1"]


def test_a_gzipped_sitemap_and_one_of_lines():
    lines = b"https://a.example/1/\nhttps://a.example/2/\n"
    assert read_sitemap(gzip.compress(lines)) == read_sitemap(lines)
    assert len(read_sitemap(lines).pages) == 2


def test_a_sitemap_cannot_read_files_or_grow():
    evil = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    evil += f"<urlset {NS}><url><loc>&e;</loc></url></urlset>"
    assert read_sitemap(evil.encode()).pages == ()
    with pytest.raises(NoList, match="larger than"):
        read_sitemap(gzip.compress(b" " * 60_000_000))


@pytest.mark.parametrize(
    "body", [b"<html><p>404", b"\x1f\x8b\x08broken", b"neither", b"<", b"<?xml?>"]
)
def test_what_is_no_sitemap_is_said_so(body: bytes):
    with pytest.raises(NoList):
        read_sitemap(body)


@given(body=st.binary(max_size=300) | st.text("<>/urlset loc&;!=\"'", max_size=80).map(str.encode))
def test_no_bytes_crash_the_sitemap_reader(body: bytes):
    with suppress(NoList):
        read_sitemap(body)


def test_a_day_alone_counts_as_its_end():
    assert read_date("2025-03-03") == datetime(2025, 3, 4, tzinfo=UTC)
    assert read_date("2025-03-03T10:00:00") == datetime(2025, 3, 3, 10, tzinfo=UTC)
    assert read_date("") is read_date("03.03.2025") is None


@pytest.mark.parametrize(("body", "number"), [(RSS, 1), (ATOM, 2)])
def test_feeds(body: bytes, number: int):
    (entry,) = read_sitemap(body).pages
    assert entry.url == f"https://a.example/{number}/"
    assert entry.changed is not None
    assert entry.changed.date() == datetime(2025, 3, 3).date()


@pytest.mark.parametrize("body", [b"", b"<html><p>x</html>", b"\0\1\2"])
def test_what_is_no_feed_is_said_so(body: bytes):
    with pytest.raises(NoList):
        read_sitemap(body)


def test_posts_of_wordpress():
    body = b'[{"link": "https://a.example/1/", "modified_gmt": "2025-03-03T10:00:00"}, {"x": 1}, 2]'
    assert read_posts(body, {}).listed == (
        Listed("https://a.example/1/", datetime(2025, 3, 3, 10, tzinfo=UTC)),
    )
    assert "after=2025-01-01T00%3A00%3A00" in posts_address("https://a.example/", 1, AT)
    for bad in (b'{"code": "rest_no_route"}', b"<html>"):
        with pytest.raises(NoList):
            read_posts(bad, {})


def test_links_of_a_page():
    body = '<a href="/1/">едно</a><a name="x">две</a><a href="#top">горе</a>'.encode()
    links = read_links(body, "https://a.example/x")
    assert [one.url for one in links.pages] == ["https://a.example/1/", "https://a.example/x"]


def test_robots_names_sitemaps_and_pace():
    text = b"\xef\xbb\xbfUser-agent: *\nCrawl-delay: 3\nSitemap: /s.xml\nSitemap: /s.xml\n\xff\xff"
    robots = read_robots(said(text), "https://a.example/")
    assert (robots.delay, robots.sitemaps) == (3.0, ("https://a.example/s.xml",))


def test_sitemaps_feed_and_posts_together(paper, site: Site, archive: Archive, settings: Settings):
    for path in ("/in-map/", "/in-feed/", "/in-posts/"):
        paper.html(path)
    maps = "".join(f"<sitemap><loc>{path}</loc></sitemap>" for path in ("/s.xml.gz", "/gone.xml"))
    index = f"<sitemapindex {NS}>{maps}</sitemapindex>"
    paper.pages["/robots.txt"] = (200, {}, b"Sitemap: /index.xml")
    paper.pages["/index.xml"] = (200, {}, index.encode())
    one = f"<urlset {NS}><url><loc>/in-map/#x</loc></url></urlset>"
    paper.pages["/s.xml.gz"] = (200, {}, gzip.compress(one.encode()))
    feed = ATOM.replace(
        b"https://a.example/2/", (paper.address + "in-feed/?utm_source=rss").encode()
    )
    paper.pages["/feed/"] = (200, {"Content-Type": "application/atom+xml"}, feed)
    posts = f'[{{"link": "{paper.address}in-posts/"}}, {{"link": "https://other.example/"}}]'
    query = posts_address(paper.address, 1, None).removeprefix(paper.address.rstrip("/"))
    paper.pages[query] = (200, {}, posts.encode())
    told = replace(site, feeds=("/feed/",), wordpress=True)
    report = crawl(told, archive, settings)
    assert dict(report.outcomes) == {"new": 3}
    assert report.problems == (f"{paper.address}gone.xml: answers 404",)


def test_the_home_page_is_the_last_resort(paper, site: Site, archive: Archive, settings: Settings):
    home = '<a href="/1/#k">1</a><a href="/1/">1</a><a href="mailto:x">x</a><a href="/tag/x/">t</a>'
    paper.pages["/"] = (200, {"Content-Type": "text/html"}, home.encode())
    paper.html("/1/")
    report = crawl(replace(site, skip=("^/tag/",)), archive, settings)
    assert dict(report.outcomes) == {"new": 1}
    assert report.problems == ()


def test_patterns_say_what_is_an_article(paper, site: Site, archive: Archive, settings: Settings):
    for path in ("/svyat/1/", "/svyat/", "/about/"):
        paper.html(path)
    paper.sitemap("/svyat/1/", "/svyat/", "/about/")
    told = replace(site, articles=(r"^/[a-z]+/\d+/$",))
    assert dict(crawl(told, archive, settings).outcomes) == {"new": 1}


def test_a_page_that_the_lists_drop_is_looked_at_once(
    paper, site: Site, archive: Archive, settings: Settings
):
    for path in ("/1/", "/2/"):
        paper.html(path)
    paper.sitemap("/1/", "/2/")
    crawl(site, archive, settings)
    paper.sitemap("/1/")
    assert dict(crawl(site, archive, settings).outcomes) == {"unchanged": 1}
    assert dict(crawl(site, archive, settings).outcomes) == {}


def test_lists_without_end_have_one(
    paper, site: Site, archive: Archive, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(found, "MOST_PAGES", 3)
    for number in range(9):
        paper.html(f"/{number}/")
    paper.sitemap(*(f"/{number}/" for number in range(9)))
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"new": 3}
    assert report.problems == (f"{paper.address}: its lists name more than 3 pages",)
