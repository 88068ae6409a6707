"""Failing pages starve no others; a failing server is left alone; a rest asked for is given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive import Archive, Settings
from indexer.crawl import crawl
from indexer.crawl.fetch import Answer, Refused
from indexer.crawl.outcome import Outcome
from indexer.crawl.patience import MOST_FAILURES, Patience

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def start() -> datetime:
    return datetime.now(UTC)


def failing(paper, paths: list[str], status: int = 500) -> None:
    for path in paths:
        paper.pages[path] = (status, {}, b"")


@pytest.mark.parametrize("bad", [5, 12, MOST_FAILURES - 1])
def test_failing_pages_do_not_keep_a_run_from_the_others(
    paper, site, archive: Archive, settings: Settings, bad: int
) -> None:
    paths = [f"/{number:02}/" for number in range(bad + 20)]
    failing(paper, paths[:bad])
    paper.html("/")
    for path in paths[bad:]:
        paper.html(path)
    paper.sitemap(*paths)
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"new": 20, "server-error": bad}
    assert report.ok


def test_more_failing_pages_than_a_run_bears_are_asked_last_in_the_next(
    paper, site, archive: Archive, settings: Settings
) -> None:
    paths = [f"/{number:02}/" for number in range(60)]
    failing(paper, paths[:50])
    paper.html("/")
    for path in paths[50:]:
        paper.html(path)
    paper.sitemap(*paths)
    reports = [crawl(site, archive, settings) for _ in range(3)]
    assert [report.outcomes.get("server-error", 0) for report in reports] == [25, 25, 0]
    assert [report.outcomes.get("new", 0) for report in reports] == [0, 0, 10]
    assert [report.ok for report in reports] == [False, False, True]
    again = crawl(site, archive, settings, now=start() + 2 * HOUR)
    assert again.outcomes["server-error"] == 25
    last = [path for path, _, _ in paper.asked if path in paths][-25:]
    assert set(last) <= set(paths[:50])


def test_a_page_that_always_fails_is_asked_less_and_less(
    paper, site, archive: Archive, settings: Settings
) -> None:
    failing(paper, ["/a/"])
    paper.html("/b/")
    paper.sitemap("/a/", "/b/")
    began = start()
    for hours in range(0, 24 * 30, 6):
        crawl(site, archive, settings, now=began + hours * HOUR)
    assert 9 <= paper.paths().count("/a/") <= 14


def test_a_server_that_is_down_is_left_alone_soon(
    paper, site, archive: Archive, settings: Settings
) -> None:
    paths = [f"/{number}/" for number in range(20)]
    failing(paper, ["/", *paths])
    paper.sitemap(*paths)
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"server-error": 5}
    assert (report.left, report.ok) == (15, False)
    assert report.stopped == f"{paper.address} is server-error (500)"
    for path in paths:
        paper.html(path)
    assert dict(crawl(site, archive, settings).outcomes) == {"new": 15}
    assert dict(crawl(site, archive, settings, now=start() + 2 * HOUR).outcomes) == {"new": 5}


def test_where_robots_close_the_home_page_failures_alone_tell(
    paper, site, archive: Archive, settings: Settings
) -> None:
    paths = [f"/{number}/" for number in range(20)]
    failing(paper, paths)
    paper.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /$")
    paper.sitemap(*paths)
    assert dict(crawl(site, archive, settings).outcomes) == {"server-error": 5}
    assert "/" not in paper.paths()


@pytest.mark.parametrize("status", [429, 503])
def test_a_long_rest_is_given_and_remembered(
    paper, site, archive: Archive, settings: Settings, status: int
) -> None:
    paper.pages["/0/"] = (status, {"Retry-After": "7200"}, b"")
    for number in range(1, 9):
        paper.html(f"/{number}/")
    paper.sitemap(*(f"/{number}/" for number in range(9)))
    began = start()
    report = crawl(site, archive, settings, now=began)
    assert dict(report.outcomes) == {"busy": 1}
    assert not report.ok
    asked = len(paper.asked)
    resting = crawl(site, archive, settings, now=began + HOUR)
    assert resting.stopped.startswith("left alone until ")
    assert str(status) in resting.stopped
    assert "\n" not in str(resting)
    assert (resting.requests, len(paper.asked)) == (0, asked)
    assert dict(crawl(site, archive, settings, now=began + 3 * HOUR).outcomes)["new"] == 8


def test_a_rest_may_be_passed_over(paper, site, archive: Archive, settings: Settings) -> None:
    paper.pages["/0/"] = (429, {"Retry-After": "7200"}, b"")
    paper.html("/1/")
    paper.sitemap("/0/", "/1/")
    crawl(site, archive, settings)
    paper.html("/0/")
    assert dict(crawl(site, archive, settings, despite=True).outcomes) == {"new": 1}
    later = crawl(site, archive, settings, now=start() + 1.5 * HOUR)
    assert dict(later.outcomes) == {"new": 1}, "what was passed over with success is forgotten"


def test_a_rest_that_robots_ask_for(paper, site, archive: Archive, settings: Settings) -> None:
    paper.pages["/robots.txt"] = (503, {"Retry-After": "7200"}, b"")
    crawl(site, archive, settings)
    assert crawl(site, archive, settings).stopped.startswith("left alone until ")
    assert paper.paths() == ["/robots.txt"]


def test_a_rest_that_a_list_asks_for(paper, site, archive: Archive, settings: Settings) -> None:
    for number in range(3):
        paper.html(f"/{number}/")
    paper.sitemap("/0/", "/1/", "/2/")
    crawl(site, archive, settings)
    paper.pages["/sitemap.xml"] = (429, {"Retry-After": "7200"}, b"")
    report = crawl(site, archive, settings, now=start() + 9 * DAY)
    assert "429" in report.stopped
    asked = len(paper.asked)
    resting = crawl(site, archive, settings, now=start() + 9 * DAY + HOUR)
    assert resting.stopped.startswith("left alone until ")
    assert len(paper.asked) == asked


@pytest.mark.parametrize("status", [401, 403])
def test_a_ban_ends_the_run_and_is_remembered(
    paper, site, archive: Archive, settings: Settings, status: int
) -> None:
    paths = [f"/{number:02}/" for number in range(40)]
    failing(paper, paths, status)
    paper.sitemap(*paths)
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"client-error": 10}
    assert f"10 times {status} in a row" in report.stopped
    asked = len(paper.asked)
    assert not crawl(site, archive, settings, now=start() + 23 * HOUR).ok
    assert len(paper.asked) == asked
    for path in paths:
        paper.html(path)
    later = crawl(site, archive, settings, now=start() + 25 * HOUR)
    assert (later.outcomes["new"], later.ok) == (40, True)


def test_pages_for_subscribers_are_no_ban(
    paper, site, archive: Archive, settings: Settings
) -> None:
    paths = [f"/{number:02}/" for number in range(40)]
    for number, path in enumerate(paths):
        paper.html(path)
        if number % 15:
            failing(paper, [path], 403)
    paper.sitemap(*paths)
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"client-error": 37, "new": 3}
    assert report.ok


def test_the_home_page_is_asked_once_for_five_failures(
    paper, site, archive: Archive, settings: Settings
) -> None:
    paths = [f"/{number}/" for number in range(5)]
    failing(paper, paths)
    paper.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /x/")
    paper.html("/")
    paper.sitemap(*paths, *(f"/x/{number}/" for number in range(9)))
    report = crawl(site, archive, settings)
    assert dict(report.outcomes) == {"robots": 9, "server-error": 5}
    assert paper.paths().count("/") == 1


def answer(status: int) -> Answer:
    return Answer("http://a.example/", status, {}, b"", start())


def refusal(outcome: Outcome) -> Refused:
    return Refused("http://a.example/", outcome)


@pytest.mark.parametrize(
    ("heard", "leaves"),
    [
        ([answer(403)] * 9, False),
        ([answer(403)] * 10, True),
        ([answer(404), answer(403)] * 10, True),
        ([answer(200), *[answer(403)] * 19], False),
        ([answer(200), *[answer(403)] * 20], True),
        ([answer(200), answer(403)] * 99, False),
        ([refusal(Outcome.TIMEOUT)] * 24, False),
        ([refusal(Outcome.TIMEOUT)] * 25, True),
        ([*[refusal(Outcome.TIMEOUT)] * 24, answer(404)] * 9, False),
        ([*[refusal(Outcome.SERVER_ERROR)] * 24, refusal(Outcome.BROKEN)] * 9, False),
        ([refusal(Outcome.TOO_LARGE)] * 99, False),
        ([replace(refusal(Outcome.BUSY), rest=90.0)], True),
    ],
)
def test_when_a_site_is_left(heard: list[Answer | Refused], leaves: bool) -> None:
    patience = Patience()
    assert any(patience.heard(said) for said in heard) is leaves
