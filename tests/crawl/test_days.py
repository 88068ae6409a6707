"""What a day brings, compared where that is fair."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Settings, Site
from indexer.crawl import crawl
from indexer.crawl.days import ended, too_few
from indexer.crawl.memory import Memory

NOW = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE = Site("proba", "x", "http://a.example/", a_day=(3, 40))
LESS = "a day brought {} new pages; normal are 3 to 40"


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        ([(0, 0, True)], ""),
        ([(25, 99, True), (0, 1, True)], LESS.format(1)),
        ([(25, 99, True), (12, 1, True), (0, 1, True)], LESS.format(2)),
        ([(25, 99, True), (12, 2, True), (0, 1, True)], ""),
        ([(25, 99, True), (12, 1, False), (0, 1, True)], LESS.format(2)),
        ([(25, 99, True), (0, 1, False)], ""),
        ([(25, 99, False), (0, 1, True)], ""),
        ([(23, 99, True), (0, 1, True)], ""),
        ([(30, 99, True), (26, 9, True), (23, 0, True), (0, 0, True)], LESS.format(0)),
        ([(50, 99, True), (0, 1, True)], ""),
    ],
)
def test_when_a_day_brought_less(
    tmp_path: Path, runs: list[tuple[int, int, bool]], told: str
) -> None:
    with closing(Memory(tmp_path)) as memory:
        for hours, new, whole in runs:
            ended(memory, "proba", NOW - hours * HOUR, new, whole=whole)
            ended(memory, "other", NOW - hours * HOUR, 0, whole=True)
        assert too_few(memory, SITE, NOW) == told
        assert too_few(memory, replace(SITE, a_day=()), NOW) == ""


def test_a_crawl_says_so(paper, site: Site, archive: Archive, settings: Settings) -> None:
    busy = replace(site, a_day=(1, 9))
    paper.html("/0/")
    paper.sitemap("/0/")
    began = datetime.now(UTC)
    assert crawl(busy, archive, settings, now=began).problems == ()
    later = crawl(busy, archive, settings, now=began + 25 * HOUR)
    assert later.problems == ("a day brought 0 new pages; normal are 1 to 9",)
    assert later.ok
    paper.html("/1/")
    paper.sitemap("/0/", "/1/")
    assert crawl(busy, archive, settings, now=began + 26 * HOUR).problems == ()
