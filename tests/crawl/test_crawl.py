"""A whole crawl of the sample newspaper: first run, second run, and what changed since."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from warcio.archiveiterator import ArchiveIterator

from archive import Archive, Settings, Site
from archive.verify import verify
from indexer.crawl import Progress, crawl
from webui.demo import SampleServer

LATER = timedelta(days=90)


def test_the_first_run_takes_every_page_that_the_lists_name(
    sample: SampleServer, pristan: Site, archive: Archive, settings: Settings
) -> None:
    steps: list[Progress] = []
    report = crawl(pristan, archive, settings, progress=steps.append)
    assert report.ok
    assert dict(report.outcomes) == {"new": report.found}
    assert report.problems == ()
    assert archive.counts().addresses == report.found >= 60
    stories = {sample.address.rstrip("/") + s.path for s in sample.site.at(sample.look)}
    assert stories <= {entry.url for entry in archive.captures()}
    assert (steps[-1].done, steps[-1].total) == (report.found, report.found)
    agents = {request.headers["user-agent"] for request in sample.requests}
    assert len(agents) == 1
    assert agents.pop().endswith("(+mail@example.org)")


def test_the_second_run_asks_for_no_page(
    sample: SampleServer, pristan: Site, archive: Archive, settings: Settings
) -> None:
    first = crawl(pristan, archive, settings)
    second = crawl(pristan, archive, settings)
    assert dict(second.outcomes) == {}
    assert second.not_due == first.found
    assert second.requests < 10
    assert "nothing to fetch" in str(second)


def test_what_changed_vanished_and_came(
    sample: SampleServer, pristan: Site, archive: Archive, settings: Settings
) -> None:
    crawl(pristan, archive, settings)
    sample.second_look()
    report = crawl(pristan, archive, settings)
    assert dict(report.outcomes) == {"new": 1, "changed": 1, "gone": 1}
    assert list(archive.tombstones()) == []
    for days in (2, 8, 15):
        crawl(pristan, archive, settings, now=datetime.now(UTC) + timedelta(days=days))
    (stone,) = archive.tombstones()
    assert stone.reason == "answers 410"
    gone = [s for s in sample.site.at(1) if stone.url.endswith(s.path)]
    assert len(gone) == 1
    assert archive.history(stone.url)[0].kind == "response"


def test_after_a_while_known_pages_are_asked_for_conditionally(
    sample: SampleServer, pristan: Site, archive: Archive, settings: Settings
) -> None:
    first = crawl(pristan, archive, settings)
    sample.requests.clear()
    report = crawl(pristan, archive, settings, now=datetime.now(UTC) + LATER)
    assert dict(report.outcomes) == {"unchanged": first.found}
    pages = [request for request in sample.requests if "if-none-match" in request.headers]
    assert len(pages) == first.found
    assert archive.counts().versions == first.found
    assert verify(archive.folder).problems == ()


def test_a_limit_leaves_the_rest_for_the_next_time(
    sample: SampleServer, pristan: Site, archive: Archive, settings: Settings
) -> None:
    first = crawl(pristan, archive, settings, limit=10)
    assert (first.outcomes["new"], first.left) == (10, first.found - 10)
    second = crawl(pristan, archive, settings)
    assert (second.outcomes["new"], second.not_due) == (first.found - 10, 10)


def test_since_leaves_out_what_the_lists_say_is_older(
    sample: SampleServer, pristan: Site, archive: Archive, settings: Settings
) -> None:
    stories = sorted(sample.site.at(1), key=lambda story: story.updated)
    border = stories[-5].updated.astimezone(UTC)
    crawl(pristan, archive, settings, since=border)
    dated = {sample.address.rstrip("/") + s.path for s in stories[:-5] if s.updated < border}
    assert dated.isdisjoint(entry.url for entry in archive.captures())
    assert archive.counts().addresses >= 5


def test_what_was_said_and_sent_is_kept_with_a_page(
    paper, site: Site, archive: Archive, settings: Settings
) -> None:
    paper.html("/a/", **{"X-Paper": "Проба".encode().decode("latin-1"), "ETag": '"1"'})
    paper.sitemap("/a/")
    crawl(site, archive, settings)
    crawl(site, archive, settings, now=datetime.now(UTC) + LATER)
    (file,), kinds = sorted(archive.warc.iterdir()), []
    with file.open("rb") as stream:
        for record in ArchiveIterator(stream):
            kinds.append(record.rec_type)
            named = dict(record.rec_headers.headers)
            if record.rec_type in ("response", "revisit"):
                assert named["WARC-IP-Address"] == "127.0.0.1"
            if record.rec_type == "response":
                assert record.http_headers.get_header("X-Paper") == "Проба"
            if record.rec_type == "request":
                assert record.http_headers.get_header("User-Agent").startswith("Hronika/")
    assert kinds == ["warcinfo", "response", "request", "revisit", "request"]


def test_news_come_first(paper, site: Site, archive: Archive, settings: Settings) -> None:
    """Of a news sitemap, which dates its entries in a way of its own, before what has no date."""
    spaces = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    date = "<news:publication_date>2026-03-0{}T10:00:00Z</news:publication_date>"
    told = f"<news:news>{date}</news:news>"
    rows = [f"<url><loc>{paper.address}{n}/</loc></url>" for n in range(3)]
    rows += [f"<url><loc>{paper.address}n{n}/</loc>{told.format(n)}</url>" for n in (1, 2)]
    paper.pages["/sitemap.xml"] = (200, {}, f"<urlset {spaces}>{''.join(rows)}</urlset>".encode())
    for path in ("0", "1", "2", "n1", "n2"):
        paper.html(f"/{path}/")
    crawl(site, archive, settings)
    assert paper.paths()[-5:] == ["/n2/", "/n1/", "/0/", "/1/", "/2/"]
