"""How a site tells its pages: feeds and their pages, sections, addresses of any spelling."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from archive import Archive, Settings, Site, load_site
from indexer.crawl import crawl
from indexer.crawl.links import is_numbered, may_be_section, read_links
from tests.crawl.discovering import found_of, numbers, page

ARTICLE = (
    '<html><head><title>{n}</title><meta property="og:type" content="article"><meta property='
    '"article:published_time" content="2025-03-03T10:00:00+02:00"></head><body><article><h1>'
    "Заглавие на новината номер {n}</h1>" + "<p>" + "Това е едно дълго изречение на новината. " * 9
    + "</p></article></body></html>"
)  # fmt: skip


def rss(numbers: Iterable[int], more: str = "") -> bytes:
    items = "".join(f"<item><link>/n/{n}/</link></item>" for n in numbers)
    return f"<rss><channel>{more}{items}</channel></rss>".encode()


def test_a_feed_that_the_home_page_names(paper, site: Site, settings: Settings) -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" title="Новини" href="news.rss">'
        '<link rel=alternate type="application/rss+xml" title="Коментари" href="/comments/feed/">'
        '<link rel="alternate" hreflang="en" href="/en/">'
        '<link rel="alternate" type="application/atom+xml" href="http://elsewhere.example/f">'
    )
    paper.pages["/"] = (200, {"Content-Type": "text/html"}, page("/about/", head=head))
    paper.pages["/news.rss"] = (200, {}, rss(range(1, 6)))
    told = found_of(site, settings)
    assert (numbers(told), told.problems, told.whole) == ([1, 2, 3, 4, 5], [], False)
    assert paper.paths()[:3] == ["/sitemap.xml", "/", "/news.rss"]


def test_a_feed_where_feeds_are(paper, site: Site, settings: Settings) -> None:
    paper.pages["/"] = (200, {"Content-Type": "text/html"}, page("/about/"))
    paper.pages["/feed/"] = (200, {}, rss([1, 2]))
    assert numbers(found_of(site, settings)) == [1, 2]


def test_a_feed_goes_on_by_its_pages(paper, site: Site, settings: Settings) -> None:
    for number in range(1, 4):
        query = f"?paged={number}" if number > 1 else ""
        paper.pages[f"/feed/{query}"] = (200, {}, rss(range(number * 10, number * 10 + 10)))
    told = found_of(replace(site, feeds=("/feed/",)), settings)
    assert (numbers(told), told.problems) == (list(range(10, 40)), [])
    assert paper.paths()[-1] == "/feed/?paged=4", "which answers 404"


def test_a_feed_that_has_no_pages_is_asked_twice(paper, site: Site, settings: Settings) -> None:
    paper.pages["/f?k=1"] = paper.pages["/f?k=1&paged=2"] = (200, {}, rss([1, 2]))
    told = found_of(replace(site, feeds=("/f?k=1",)), settings)
    assert (numbers(told), len(paper.asked)) == ([1, 2], 2)


def test_a_feed_goes_on_where_it_says(paper, site: Site, settings: Settings) -> None:
    """RFC 5005; a feed without end has one."""
    for number in range(1, 90):
        more = f'<atom:link rel="next" href="f{number + 1}.xml"/>'
        paper.pages[f"/f{number}.xml"] = (200, {}, rss([number], more))
    told = found_of(replace(site, feeds=("/f1.xml",)), settings)
    assert numbers(told) == list(range(1, 51))


def test_the_pages_of_two_feeds_that_overlap(paper, site: Site, settings: Settings) -> None:
    paper.pages["/a"] = (200, {}, rss([1, 2]))
    paper.pages["/a?paged=2"] = paper.pages["/b"] = (200, {}, rss([3, 4]))
    paper.pages["/b?paged=2"] = (200, {}, rss([1, 2]))
    paper.pages["/b?paged=3"] = (200, {}, rss([5]))
    told = found_of(replace(site, feeds=("/a", "/b")), settings)
    assert numbers(told) == [1, 2, 3, 4, 5]


def test_a_feed_without_news_is_not_followed(paper, site: Site, settings: Settings) -> None:
    paper.pages["/f"] = (200, {}, rss([1, 2]))
    paper.pages["/f?paged=2"] = (200, {}, rss([3]))
    fed = replace(site, feeds=("/f",))
    assert numbers(found_of(fed, settings, known=("n/1/", "n/2/"))) == [1, 2]
    assert numbers(found_of(fed, settings, known=("n/1/",))) == [1, 2, 3]


def test_the_guessed_pages_of_a_feed_are_not_asked_beside_a_whole_list(
    paper, site: Site, settings: Settings
) -> None:
    paper.sitemap("/n/1/")
    paper.pages["/f"] = (200, {}, rss([1, 2]))
    assert numbers(found_of(replace(site, feeds=("/f",)), settings, "sitemap.xml")) == [1, 2]
    assert paper.paths() == ["/sitemap.xml", "/f"]


SECTIONED = {
    "/": page("/", "/svyat/", "/sport", "/za-nas/", "/n/1/", "/kratka-vest", "/skip/x", "//x.io/"),
    "/svyat/": page("/", "/n/2/", "/n/3/", "/svyat/page/2/", "/svyat/page/9/"),
    "/svyat/page/2/": page("/n/4/", "/svyat/page/1/", "/svyat/page/3/"),
    "/svyat/page/3/": page("/n/4/", "/svyat/page/4/"),
    "/sport": page("/n/5/", head='<link rel="next" href="/sport?p=2">'),
    "/sport?p=2": page("/n/6/", "/sport?p=3"),
    "/za-nas/": b"<html><p>\xd0\x9d\xd0\xb8\xd0\xb5",
}  # fmt: skip


def test_sections_are_walked_and_not_kept(
    paper, site: Site, archive: Archive, settings: Settings
) -> None:
    for path, body in SECTIONED.items():
        paper.pages[path] = (200, {"Content-Type": "text/html"}, body)
    for path in (*[f"/n/{n}/" for n in range(1, 7)], "/kratka-vest"):
        paper.pages[path] = (200, {"Content-Type": "text/html"}, ARTICLE.format(n=path[3]).encode())
    report = crawl(replace(site, skip=("^/skip/",)), archive, settings)
    kept = {entry.url.removeprefix(paper.address) for entry in archive.captures()}
    assert kept == {f"n/{n}/" for n in range(1, 7)} | {"kratka-vest"}
    assert dict(report.outcomes) == {"new": 7}
    assert "/svyat/page/3/" in paper.paths()
    assert "/svyat/page/4/" not in paper.paths(), "the page before brought nothing new"


def test_a_calendar_without_end_has_one(paper, site: Site, settings: Settings) -> None:
    for number in range(1, 99):
        query = f"?page={number}" if number > 1 else ""
        paper.pages[f"/arhiv{query}"] = (
            200,
            {},
            page(f"/n/{number}/", f"/arhiv?page={number + 1}"),
        )
    paper.pages["/"] = (200, {}, page("/arhiv"))
    assert numbers(found_of(site, settings)) == list(range(1, 21))


def test_the_site_s_own_patterns_say_what_a_section_is(
    paper, site: Site, settings: Settings
) -> None:
    paper.pages["/"] = (200, {}, page("/svyat", "/dulga-novina"))
    paper.pages["/svyat"] = (200, {}, page("/druga-novina"))
    told = found_of(replace(site, articles=("-novina$",)), settings)
    assert set(told.pages) == {paper.address + "dulga-novina", paper.address + "druga-novina"}
    assert "/dulga-novina" not in paper.paths()


@pytest.mark.parametrize(
    ("url", "section", "numbered"),
    [
        ("https://a.example/svyat/", True, False),
        ("https://a.example/svyat/evropa", True, False),
        ("https://a.example/%D1%81%D0%B2%D1%8F%D1%82/", True, False),
        ("https://a.example/svyat/page/2/", False, True),
        ("https://a.example/svyat?page=2", False, True),
        ("https://a.example/?paged=12&x=1", False, True),
        ("https://a.example/n/12345/", False, False),
        ("https://a.example/edna-mnogo-dulga-novina-za-sveta", False, False),
        ("https://a.example/news.php?id=5", False, False),
        ("https://a.example/a/b/c/", False, False),
    ],
)
def test_addresses_of_sections_and_of_their_pages(url: str, section: bool, numbered: bool) -> None:
    assert (may_be_section(url), is_numbered(url)) == (section, numbered)


def test_a_home_page_without_end_is_looked_at_in_part(
    paper, site: Site, settings: Settings
) -> None:
    paper.pages["/"] = (200, {}, page("/n/1/") + b"\xff" * 5_000_000 + page("/n/2/"))
    assert numbers(found_of(site, settings)) == [1]


def test_links_are_relative_to_the_base() -> None:
    body = b'<base href="/n/"><base href="/no/"><a href="1/">x</a><a href="?page=2">2</a>'
    links = read_links(body, "https://a.example/x/y")
    assert [one.url for one in links.pages] == [
        "https://a.example/n/1/",
        "https://a.example/n/?page=2",
    ]
    broken = read_links(b'<base href="http://[x/"><a href="1/">x</a>', "https://a.example/x/y")
    assert [one.url for one in broken.pages] == ["https://a.example/x/1/"]


@pytest.mark.parametrize("spelt", ["HTTP://LOCALHOST:{port}/", "http://localhost:{port}"])
def test_a_declared_address_of_any_spelling_crawls(
    paper, archive: Archive, settings: Settings, tmp_path: Path, spelt: str
) -> None:
    port = paper.address.rstrip("/").rpartition(":")[2]
    declared = tmp_path / "proba.toml"
    declared.write_text(
        f'name = "x"\naddress = "{spelt.format(port=port)}"\nprivate = true\ndelay = 0'
    )
    paper.html("/1/")
    paper.pages["/sitemap.xml"] = (200, {}, b"<urlset><url><loc>/1/</loc></url></urlset>")
    assert dict(crawl(load_site(declared), archive, settings).outcomes) == {"new": 1}


@pytest.mark.parametrize(
    ("spelt", "normal"),
    [("http://paper.example:80/", "http://paper.example/"),
     ("https://вестник.бг/", "https://xn--b1agjinxh.xn--90ae/"),
     ("HTTPS://Paper.Example:443", "https://paper.example/")],
)  # fmt: skip
def test_a_declared_address_has_one_spelling(tmp_path: Path, spelt: str, normal: str) -> None:
    declared = tmp_path / "proba.toml"
    declared.write_text(f'name = "x"\naddress = "{spelt}"')
    assert load_site(declared).address == normal
