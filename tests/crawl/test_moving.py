"""Redirects: which are followed, what their end makes of them, and sites that moved away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive import Archive, Settings, Site
from indexer.crawl import crawl
from indexer.crawl.moving import dead_end
from indexer.crawl.refresh import refresh_of

DAY = timedelta(days=1)
PROSE = "Общината откри новия мост над реката след две години ремонт, а първи минаха деца. " * 4


def article(title: str = "Мостът") -> tuple[int, dict[str, str], bytes]:
    html = (
        "<html><head><meta charset=utf-8><meta property='og:type' content='article'></head><body>"
        f"<article><h1>{title}</h1><p>{PROSE}</p></article></body></html>"
    )
    return 200, {"Content-Type": "text/html"}, html.encode()


def to(where: str, status: int = 301) -> tuple[int, dict[str, str], bytes]:
    return status, {"Location": where}, b""


@pytest.fixture
def captured(paper, site: Site, archive: Archive, settings: Settings) -> datetime:
    """/old/ and five others are in the archive; when they were captured."""
    for path in ("/old/", *(f"/{n}/" for n in range(5))):
        paper.pages[path] = article(path)
    paper.sitemap("/old/", *(f"/{n}/" for n in range(5)))
    crawl(site, archive, settings)
    return datetime.now(UTC)


def test_skipped_and_foreign_addresses_are_not_followed(
    paper, site, archive: Archive, settings: Settings, refusals
) -> None:
    strict = replace(site, skip=("^/login/",), articles=("^/n/", "^/login/"))
    paper.pages["/n/1/"] = to("/login/?back=1", 302)
    paper.pages["/n/2/"] = to("/video/2/", 302)
    paper.pages["/n/3/"] = to("https://elsewhere.example/3/", 302)
    paper.sitemap("/n/1/", "/n/2/", "/n/3/")
    report = crawl(strict, archive, settings)
    assert dict(report.outcomes) == {"redirect": 3}
    assert [r.detail for r in refusals()] == [
        f"{paper.address}login/?back=1: under skip",
        f"{paper.address}video/2/: not among the articles",
        "https://elsewhere.example/3/: another site",
    ]
    assert not any(path.startswith(("/login/", "/video/")) for path in paper.paths())


@pytest.mark.parametrize("end", [article("/new/"), (404, {}, b""), (500, {}, b"")])
def test_a_chain_of_listed_redirects_has_any_length(
    paper, site, archive: Archive, settings: Settings, end: tuple[int, dict[str, str], bytes]
) -> None:
    """Each is asked in its own turn, so that no limit of hops ends the chain."""
    many = 1_500  # Python itself recurses a thousand deep
    for number in range(many):
        paper.pages[f"/n{number:05}/"] = to(f"/n{number + 1:05}/")
    paper.pages[f"/n{many:05}/"] = end
    paper.sitemap(*(f"/n{number:05}/" for number in range(many + 1)))
    report = crawl(site, archive, settings)
    assert report.stopped == ""
    assert report.outcomes["redirect"] == many
    assert sum(report.outcomes.values()) == many + 1


@pytest.mark.parametrize("status", [301, 308])
def test_a_move_for_good_makes_one_article_of_two_addresses(
    paper, site, archive: Archive, settings: Settings, captured: datetime, status: int
) -> None:
    paper.pages["/old/"] = to("/new/", status)
    paper.pages["/new/"] = article("/old/")
    report = crawl(site, archive, settings, now=captured + DAY)
    assert (report.outcomes["redirect"], report.outcomes["new"]) == (1, 1)
    move = archive.moved(paper.address + "old/")
    assert move is not None
    assert move.to == paper.address + "new/"


def test_a_move_in_steps(paper, site, archive: Archive, settings: Settings, captured) -> None:
    paper.pages |= {"/old/": to("/b/"), "/b/": to("/c/", 308), "/c/": article("/old/")}
    crawl(site, archive, settings, now=captured + DAY)
    move = archive.moved(paper.address + "old/")
    assert move is not None
    assert move.to == paper.address + "c/"


def test_a_move_to_an_address_that_the_lists_name_too(
    paper, site, archive: Archive, settings: Settings, captured
) -> None:
    paper.pages |= {"/old/": to("/new/"), "/new/": article("/old/")}
    paper.sitemap("/new/", "/old/")
    crawl(site, archive, settings, now=captured + DAY)
    assert archive.moved(paper.address + "old/") is not None
    assert paper.paths().count("/new/") == 1


@pytest.mark.parametrize(
    "answers",
    [
        {"/old/": to("/new/", 302), "/new/": article()},
        {"/old/": to("/b/"), "/b/": to("/new/", 302), "/new/": article()},
        {"/old/": to("/login/"), "/login/": (200, {}, b"<form>User <input></form>")},
        {"/old/": to("/new/"), "/new/": (500, {}, b"")},
        {"/old/": to("/new/"), "/new/": to("/old/")},
    ],
)
def test_what_is_no_move(
    paper, site, archive: Archive, settings: Settings, captured, answers
) -> None:
    paper.pages |= answers
    crawl(site, archive, settings, now=captured + DAY)
    assert list(archive.moves()) == []
    assert list(archive.tombstones()) == []


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"/old/": to("/", 302)}, "leads to the home page"),
        ({"/old/": to("/?p=7"), "/?p=7": article()}, ""),
        ({"/old/": to("/404.html", 302)}, "leads to a page that is called «not found»"),
        ({"/old/": to("/away/", 302)}, "leads to /away/, which answers 404"),
        (
            {"/old/": to("/away/"), "/away/": to("/further/"), "/further/": (410, {}, b"")},
            "leads to /further/, which answers 410",
        ),
        ({"/old/": to("/away/"), "/away/": to("/")}, "leads to the home page"),
    ],
)
def test_what_leads_nowhere_is_gone(
    paper, site, archive: Archive, settings: Settings, captured: datetime, answers, why: str
) -> None:
    paper.html("/")
    paper.pages |= answers
    for days in (1, 2.1, 8.2, 15.3):
        crawl(site, archive, settings, now=captured + days * DAY)
    told = [stone.reason for stone in archive.tombstones()]
    assert told == ([why.replace(" /", f" {paper.address}")] if why else [])


def test_what_leads_to_a_page_that_was_found_gone_before(
    paper, site, archive: Archive, settings: Settings, captured: datetime
) -> None:
    paper.pages["/old/"] = to("/away/")
    for days in (1, 2.1, 8.2, 15.3):
        paper.sitemap("/away/", "/old/", *(f"/{n}/" for n in range(5)))
        crawl(site, archive, settings, now=captured + days * DAY)
    assert [stone.url for stone in archive.tombstones()] == [paper.address + "old/"]


def test_a_move_to_a_page_that_is_known(
    paper, site, archive: Archive, settings: Settings, captured: datetime
) -> None:
    paper.pages["/old/"] = to("/0/")
    crawl(site, archive, settings, now=captured + DAY)
    move = archive.moved(paper.address + "old/")
    assert move is not None
    assert move.to == paper.address + "0/"


def test_addresses_that_all_lead_home_are_an_outage(
    paper, site, archive: Archive, settings: Settings, captured: datetime
) -> None:
    paper.html("/")
    for path in ("/old/", *(f"/{n}/" for n in range(5))):
        paper.pages[path] = to("/", 302)
    report = crawl(site, archive, settings, now=captured + DAY)
    assert "taken for an outage" in report.problems[0]


@pytest.mark.parametrize(
    ("where", "dead"),
    [
        ("https://a.example/", True),
        ("https://www.a.example/?utm_source=x", True),
        ("http://a.example/not-found", True),
        ("https://a.example/bg/page_not_found.php?u=1", True),
        ("https://a.example/error404/", True),
        ("https://a.example/novini/404/", True),
        ("https://a.example/novini/1404/", False),
        ("https://a.example/peugeot-404-na-80/", False),
        ("https://a.example/novini/", False),
        ("https://b.example/", False),
    ],
)
def test_where_a_redirect_means_gone(where: str, dead: bool) -> None:
    site = Site("proba", "x", "https://a.example/")
    assert bool(dead_end(site, "https://a.example/1/", where)) is dead
    assert dead_end(site, "http://www.a.example/", "https://a.example/") == ""


def test_a_site_that_moved_is_named(
    paper, site, archive: Archive, settings: Settings, captured: datetime
) -> None:
    for path in ("/old/", *(f"/{n}/" for n in range(5))):
        paper.pages[path] = to(f"https://novo.example{path}")
    report = crawl(site, archive, settings, now=captured + DAY)
    line = "the site seems to have moved to https://novo.example/: declare it"
    assert report.problems == (line,)
    assert report.stopped == line


def test_a_part_that_moved_is_not_the_site(
    paper, site, archive: Archive, settings: Settings, captured: datetime
) -> None:
    for path in ("/0/", "/1/", "/2/"):
        paper.pages[path] = to(f"https://blog.example{path}")
    report = crawl(site, archive, settings, now=captured + DAY)
    assert (report.problems, report.ok) == ((), True)


def test_lists_that_name_another_site(paper, site, archive: Archive, settings: Settings) -> None:
    rows = "".join(f"<url><loc>https://novo.example/{n}/</loc></url>" for n in range(9))
    paper.pages["/sitemap.xml"] = (200, {}, f"<urlset>{rows}</urlset>".encode())
    report = crawl(site, archive, settings)
    assert "moved to https://novo.example/" in report.stopped


REFRESH = b"<html><head><meta http-equiv='refresh' content='0; url=/new/'></head><body>x</body>"


def test_a_page_that_sends_its_readers_on_is_a_redirect(
    paper, site, archive: Archive, settings: Settings, captured: datetime
) -> None:
    paper.pages["/old/"] = (200, {"Content-Type": "text/html"}, REFRESH)
    paper.pages["/new/"] = article()
    report = crawl(site, archive, settings, now=captured + DAY)
    assert (report.outcomes["redirect"], report.outcomes["new"]) == (1, 1)
    assert list(archive.moves()) == []


def test_pages_that_send_in_a_circle(paper, site, archive: Archive, settings: Settings) -> None:
    back = REFRESH.replace(b"/new/", b"/a/")
    paper.pages["/a/"] = (200, {"Content-Type": "text/html"}, REFRESH)
    paper.pages["/new/"] = (200, {"Content-Type": "text/html"}, back)
    paper.sitemap("/a/")
    assert dict(crawl(site, archive, settings).outcomes) == {
        "redirect": 1,
        "too-many-redirects": 1,
    }


URL = "http://a.example/1/"


@pytest.mark.parametrize(
    ("html", "where"),
    [
        (REFRESH, "http://a.example/new/"),
        (b'<META CONTENT="0;URL=/n/" HTTP-EQUIV="REFRESH">', "http://a.example/n/"),
        (b"<meta http-equiv=Refresh content='5; URL=\"2/\"'>", "http://a.example/1/2/"),
        (b"<meta http-equiv=refresh content='0, https://b.example/'>", "https://b.example/"),
        (b"<meta http-equiv=refresh content='.5;url = /n/'>", "http://a.example/n/"),
        (b"<meta http-equiv=refresh content='10;url=/n/'>", "http://a.example/n/"),
        (b"<meta http-equiv=refresh content='11;url=/n/'>", None),
        (b"<meta http-equiv=refresh content='300'>", None),
        (b"<meta http-equiv=refresh content='0;url='>", None),
        (b"<meta http-equiv=refresh content='0;url=http://a.example/1/#x'>", None),
        (b"<meta http-equiv=refresh content='0;url=javascript:alert(1)'>", None),
        (b"<meta http-equiv=refresh content='%s;url=/n/'>" % (b"9" * 9999), None),
        (b"<noscript><meta http-equiv=refresh content='0;url=/n/'></noscript>", None),
        (b"<head><noscript><meta http-equiv=refresh content='0;url=/n/'></noscript>", None),
        (b"<!-- <meta http-equiv=refresh content='0;url=/n/'> -->", None),
        (b"<p>" + b"news " * 200 + b"<meta http-equiv=refresh content='0;url=/n/'>", None),
        (b" " * 70_000 + b"<meta http-equiv=refresh content='0;url=/n/'>", None),
        (b"<p>no such thing", None),
        (b"http-equiv=refresh", None),
        (b"\0http-equiv=refresh\0<meta", None),
        (b"<div>" * 9_000 + b"<meta http-equiv=refresh content='0;url=/n/'>", None),
        ("<meta http-equiv=refresh content='0;url=/мост/'>".encode("cp1251"), "?"),
    ],
)
def test_where_a_page_sends_its_readers(html: bytes, where: str | None) -> None:
    found = refresh_of(html, URL)
    assert found == where or (where == "?" and found is not None)
