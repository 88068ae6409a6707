"""Gone is what was gone at three visits over fourteen days, and not in an outage."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Settings, Site
from indexer.crawl import CrawlReport, crawl
from indexer.crawl.memory import Memory

DAY = timedelta(days=1)
PATHS = [f"/{number}/" for number in range(10)]


@pytest.fixture
def on(paper, site: Site, archive: Archive, settings: Settings):
    """A crawl some days after the first one, which found ten pages."""
    for path in PATHS:
        paper.html(path)
    paper.sitemap(*PATHS)
    began = datetime.now(UTC)

    def crawled(days: float) -> CrawlReport:
        return crawl(site, archive, settings, now=began + days * DAY)

    assert crawled(0).outcomes["new"] == 10
    return crawled


def buried(archive: Archive) -> list[str]:
    return [stone.url for stone in archive.tombstones() if stone.lifted is None]


@pytest.mark.parametrize("status", [404, 410])
def test_three_visits_over_fourteen_days_bury(paper, archive: Archive, on, status: int) -> None:
    paper.pages["/0/"] = (status, {}, b"")
    outcomes = {days: on(days).outcomes.get("gone", 0) for days in (1, 1.5, 2.1, 5, 8.2, 14)}
    assert outcomes == {1: 1, 1.5: 0, 2.1: 1, 5: 0, 8.2: 1, 14: 0}
    assert buried(archive) == []
    on(15.3)
    assert buried(archive) == [paper.address + "0/"]
    (stone,) = archive.tombstones()
    assert stone.reason == f"answers {status}"
    assert abs(stone.when - datetime.now(UTC)) < timedelta(minutes=5)


def test_many_visits_within_a_few_days_do_not_bury(paper, site, archive: Archive, on) -> None:
    paper.pages["/0/"] = (404, {}, b"")
    for number in range(1, 12):
        paper.pages["/sitemap.xml"] = dated(paper, number)
        on(number)
    assert paper.paths().count("/0/") >= 4
    assert buried(archive) == []


def dated(paper, number: int) -> tuple[int, dict[str, str], bytes]:
    """The list has news of every page each day."""
    changed = (datetime.now(UTC) + number * DAY).isoformat()
    rows = "".join(
        f"<url><loc>{paper.address.rstrip('/')}{p}</loc><lastmod>{changed}</lastmod></url>"
        for p in PATHS
    )
    return 200, {"Content-Type": "text/xml"}, f"<urlset>{rows}</urlset>".encode()


def test_a_page_that_is_back_counts_anew(paper, archive: Archive, on) -> None:
    page = paper.pages["/0/"]
    for days in (1, 2.1, 8.2):
        paper.pages["/0/"] = (404, {}, b"")
        on(days)
    paper.pages["/0/"] = page
    on(15.3)
    paper.pages["/0/"] = (404, {}, b"")
    on(31)
    on(32.1)
    assert buried(archive) == []


def test_a_buried_page_that_is_back_is_lifted_at_the_next_visit(
    paper, archive: Archive, on
) -> None:
    page = paper.pages["/0/"]
    paper.pages["/0/"] = (404, {}, b"")
    for days in (1, 2.1, 8.2, 15.3):
        on(days)
    assert len(buried(archive)) == 1
    paper.pages["/0/"] = page
    assert on(40).outcomes.get("changed", 0) == 0
    assert on(46).outcomes["changed"] == 1
    assert buried(archive) == []
    headers = [named for path, named, _ in paper.asked if path == "/0/"][-1]
    assert "if-none-match" not in headers


def test_an_outage_buries_and_counts_nothing(
    paper, archive: Archive, settings: Settings, on
) -> None:
    pages = {path: paper.pages[path] for path in PATHS}
    for path in PATHS[:6]:
        paper.pages[path] = (404, {}, b"")
    report = on(1)
    assert report.outcomes["gone"] == 6
    assert report.problems == (
        "6 of 10 pages are gone at once: taken for an outage, nothing is buried",
    )
    with closing(Memory(settings.crawl)) as memory:
        assert memory.at(paper.address + "0/").missed == 0
    paper.pages.update(pages)
    assert on(1.5).outcomes.get("unchanged", 0) <= 4
    assert on(2.1).outcomes["unchanged"] >= 6, "they are looked for soon"
    assert buried(archive) == []


def test_a_site_that_is_an_empty_shell_for_days_buries_nothing(paper, archive: Archive, on) -> None:
    kept = dict(paper.pages)
    paper.pages.clear()
    for days in range(1, 13):
        report = on(days)
        assert not report.ok
    paper.pages.update(kept)
    on(13.5)
    on(30)
    assert list(archive.tombstones()) == []


def test_an_outage_that_lasts_is_none(paper, archive: Archive, on) -> None:
    for path in PATHS[:6]:
        paper.pages[path] = (404, {}, b"")
    for days in range(1, 36):
        on(days + days / 1000)
    assert len(buried(archive)) == 6


def test_of_few_pages_nobody_can_tell_an_outage(
    paper, site: Site, archive: Archive, settings: Settings
) -> None:
    for path in PATHS[:4]:
        paper.html(path)
    paper.sitemap(*PATHS[:4])
    began = datetime.now(UTC)
    crawl(site, archive, settings, now=began)
    for path in PATHS[:4]:
        paper.pages[path] = (404, {}, b"")
    for days in (1, 2.1, 8.2, 15.3):
        crawl(site, archive, settings, now=began + days * DAY)
    assert len(buried(archive)) == 4


def test_lists_full_of_dead_addresses_are_no_outage(
    paper, site: Site, archive: Archive, settings: Settings
) -> None:
    paper.html("/0/")
    paper.sitemap(*PATHS)
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"gone": 9, "new": 1}
    assert report.problems == ()
    assert dict(crawl(site, archive, settings).outcomes) == {}


CRAWLER = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from archive import Archive, Settings, Site
from indexer.crawl import crawl
site = Site("proba", "x", sys.argv[2], private=True, delay=0.3)
with Archive.open(Path(sys.argv[1]) / "archive", write=True) as archive:
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    crawl(site, archive, Settings(data=Path(sys.argv[1])), now=tomorrow,
          progress=lambda step: print(step.url, step.outcome, flush=True))
"""


def test_what_a_killed_run_found_gone_is_settled_by_the_next(
    paper, site: Site, tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path / "killed")
    for path in PATHS:
        paper.html(path)
    paper.sitemap(*PATHS)
    with Archive.open(settings.archive, write=True) as archive:
        crawl(site, archive, settings)
    paper.pages["/0/"] = (404, {}, b"")
    crawler = subprocess.Popen(
        [sys.executable, "-c", CRAWLER, str(settings.data), paper.address],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert crawler.stdout is not None
    while "gone" not in crawler.stdout.readline():
        pass
    os.kill(crawler.pid, signal.SIGKILL)
    crawler.stdout.close()
    crawler.wait()
    with closing(Memory(settings.crawl)) as memory:
        assert memory.at(paper.address + "0/").missed == 0
    with Archive.open(settings.archive, write=True) as archive:
        crawl(site, archive, settings, now=datetime.now(UTC) + 1.1 * DAY)
    with closing(Memory(settings.crawl)) as memory:
        assert memory.at(paper.address + "0/").missed == 1
