"""Fifty days in the life of a site that is up and down: what holds whatever it does."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from archive import Archive, Settings, Site
from archive.verify import verify
from indexer.crawl import crawl

DAY = timedelta(days=1)
DAYS = 50
FIRST = 25
PROSE = "Общината откри новия мост над реката след две години ремонт, а първи минаха деца. " * 4
HTML = {"Content-Type": "text/html"}


def article(title: str) -> tuple[int, dict[str, str], bytes]:
    html = (
        "<html><head><meta charset=utf-8><meta property='og:type' content='article'></head><body>"
        f"<article><h1>Мостът {title}</h1><p>{PROSE}</p></article></body></html>"
    )
    return 200, HTML, html.encode()


class Life:
    """What becomes of the pages: at a day each is written, dies, comes back, moves, or fails."""

    def __init__(self, paper, seed: int) -> None:
        self.paper, self.chance = paper, random.Random(seed)
        self.pages: list[str] = []
        self.dead: dict[str, float] = {}
        self.died_first: dict[str, float] = {}
        self.moved: dict[str, str] = {}
        self.failing: set[str] = set()

    def pass_day(self, day: float) -> None:
        for _ in range(FIRST if not self.pages else self.chance.randint(0, 3)):
            self.pages.append(f"/{len(self.pages)}/")
            if self.chance.random() < 0.15:
                self.failing.add(self.pages[-1])
        for page in self.pages:
            fate = self.chance.random()
            if page in self.dead and fate < 0.02:
                del self.dead[page]
            elif page not in self.dead and page not in self.moved and fate < 0.01:
                self.dead[page] = day
                self.died_first.setdefault(page, day)
            elif page not in self.dead and page not in self.failing and fate < 0.015:
                self.moved.setdefault(page, f"/new{page}")

    def serve(self, *, down: bool) -> None:
        self.paper.html("/")
        for page in self.pages:
            answer = article(page)
            if page in self.failing:
                answer = self.chance.choice(((500, {}, b""), (503, {}, b""), (200, HTML, b"")))
            if page in self.moved:
                self.paper.pages[self.moved[page]] = answer
                answer = (301, {"Location": self.moved[page]}, b"")
            self.paper.pages[page] = (404, {}, b"") if down or page in self.dead else answer
        self.paper.sitemap(*reversed(self.pages))


@pytest.mark.parametrize("seed", [1, 2])
def test_fifty_days(paper, site: Site, archive: Archive, settings: Settings, seed: int) -> None:
    life, began = Life(paper, seed), datetime.now(UTC)
    outage = {life.chance.randint(5, DAYS - 20) for _ in range(3)}
    noticed: dict[str, int] = {}
    for day in range(DAYS):
        life.pass_day(day)
        for hour in (1, 7, 13, 19):
            life.serve(down=day in outage)
            before = len(paper.asked)
            report = crawl(site, archive, settings, now=began + day * DAY + hour * DAY / 24)
            assert report.ok
            assert report.left == 0
            if day not in outage:
                asked = {path for path, _, _ in paper.asked[before:]}
                noticed |= dict.fromkeys(asked & life.dead.keys() - noticed.keys(), day)
        noticed = {page: when for page, when in noticed.items() if page in life.dead}
    at = paper.address.rstrip("/")
    captured = {entry.url.removeprefix(at) for entry in archive.captures()}
    buried = {s.url.removeprefix(at) for s in archive.tombstones() if s.lifted is None}
    there = set(life.pages) - life.died_first.keys() - life.failing - life.moved.keys()
    assert there <= captured
    assert {page for page in captured & noticed.keys() if noticed[page] < DAYS - 16} <= buried
    assert not {page for page in buried if life.died_first.get(page, DAYS) > DAYS - 14}
    assert max(paper.paths().count(page) for page in life.failing) < 40
    assert verify(archive.folder).problems == ()
