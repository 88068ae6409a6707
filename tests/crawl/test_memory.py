"""What the crawler remembers, and that it is the text which counts as the page's news."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Settings
from indexer.crawl import crawl
from indexer.crawl.frontier import Frontier
from indexer.crawl.memory import Memory, MemoryDamaged
from indexer.crawl.outcome import Refusal

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
URL = "https://a.example/1"
PROSE = "Общината откри новия мост над реката след две години ремонт, а първи минаха деца. " * 4


def test_since_when_the_text_is_the_same(tmp_path: Path) -> None:
    with closing(Memory(tmp_path)) as memory:
        assert memory.at(URL).looked is None
        memory.looked("proba", URL, NOW, same=False)
        memory.looked("proba", URL, NOW + DAY, same=True)
        memory.looked("proba", URL, NOW + 3 * DAY, same=True, digest="a")
        assert memory.at(URL).stable == 3 * DAY
        memory.looked("proba", URL, NOW + 4 * DAY, same=True)
        assert memory.at(URL).text_digest == "a"
        memory.looked("proba", URL, NOW + 5 * DAY, same=False, digest="b", listed=NOW)
        assert memory.at(URL).stable == timedelta()
    with closing(Memory(tmp_path)) as memory:
        assert (memory.at(URL).text_digest, memory.at(URL).listed) == ("b", NOW)


def test_a_refusal_is_remembered_until_a_page_comes(tmp_path: Path) -> None:
    with closing(Memory(tmp_path)) as memory:
        refusal = Refusal("proba", URL, NOW, "timeout", "30 s")
        memory.refuse(Refusal("proba", URL, NOW - DAY, "gone"))
        memory.refuse(refusal)
        assert list(memory.refusals("proba")) == [refusal]
        memory.looked("proba", URL, NOW + DAY, same=False)
        assert list(memory.refusals("proba")) == []


@pytest.mark.parametrize(
    ("reason", "missed", "there"),
    [("", 0, True), ("timeout", 0, False), ("redirect", 0, False), ("gone", 0, True),
     ("gone", 1, False)],
)  # fmt: skip
def test_what_was_there_when_it_was_asked_last(
    tmp_path: Path, reason: str, missed: int, there: bool
) -> None:
    """A page that was gone in an outage was there: the outage may go on."""
    with closing(Memory(tmp_path)) as memory:
        assert not memory.at(URL).there
        memory.looked("proba", URL, NOW, same=False)
        if reason:
            memory.refuse(Refusal("proba", URL, NOW + DAY, reason))
        for _ in range(missed):
            memory.miss(URL, NOW + DAY)
        assert memory.at(URL).there is there


def test_many_addresses_come_in_order(tmp_path: Path) -> None:
    with closing(Memory(tmp_path)) as memory:
        for number in range(2_100):
            site = "dve" if number % 3 else "proba"
            memory.looked(site, f"https://a.example/{number:05}", NOW, same=False)
        found = [one.url for one in memory.of("proba")]
    assert found == sorted(found)
    assert len(found) == 700


def test_a_damaged_memory_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "memory.db").write_bytes(b"no database" * 1000)
    with pytest.raises(MemoryDamaged, match="remove it"):
        Memory(tmp_path)


def page(text: str, nonce: int) -> tuple[int, dict[str, str], bytes]:
    html = (
        f"<html><head><meta charset=utf-8><meta property='og:type' content='article'></head><body>"
        f"<article><h1>{text}</h1><p>{PROSE}</p></article><i>видяна {nonce} пъти</i></body></html>"
    )
    return 200, {"Content-Type": "text/html"}, html.encode()


def test_a_counter_is_no_news(paper, site, archive: Archive, settings: Settings) -> None:
    """Each look finds other bytes; it is by the text that the page is as old as it is."""
    paper.sitemap("/a/")
    with closing(Memory(settings.crawl)) as memory:
        paper.pages["/a/"] = page("Мостът", -1)
        crawl(site, archive, settings)
        first = memory.at(paper.address + "a/").looked
        assert first is not None
        memory.looked("proba", paper.address + "a/", first - 9 * DAY, same=False)
        crawl(site, archive, settings, now=first)
        assert archive.counts().versions == 1
        paper.pages["/a/"] = page("Мостът", 0)
        crawl(site, archive, settings, now=first + 20 * DAY)
        known = memory.at(paper.address + "a/")
        assert archive.counts().versions == 2
        assert known.stable >= 9 * DAY
        paper.pages["/a/"] = page("Мостът е затворен", 1)
        crawl(site, archive, settings, now=first + 99 * DAY)
        assert memory.at(paper.address + "a/").stable == timedelta()


def test_what_the_lists_lost_is_looked_at_once(
    paper, site, archive: Archive, settings: Settings
) -> None:
    paper.pages["/a/"] = page("Мостът", 0)
    paper.html("/b/")
    paper.sitemap("/a/", "/b/")
    crawl(site, archive, settings)
    paper.sitemap("/b/")
    for look in range(1, 5):
        paper.pages["/a/"] = page("Мостът", look)
        crawl(site, archive, settings)
    assert paper.paths().count("/a/") == 2


def test_without_memory_no_page_is_kept_twice(
    paper, site, archive: Archive, settings: Settings
) -> None:
    paper.html("/a/")
    paper.sitemap("/a/")
    crawl(site, archive, settings)
    for file in settings.crawl.iterdir():
        file.unlink()
    assert dict(crawl(site, archive, settings).outcomes) == {}
    assert archive.counts().captures == 1


def dated(paper, changed: datetime) -> None:
    row = f"<url><loc>{paper.address}a/</loc><lastmod>{changed.isoformat()}</lastmod></url>"
    paper.pages["/sitemap.xml"] = (200, {}, f"<urlset>{row}</urlset>".encode())


def test_lists_that_always_have_news_are_believed_three_times(
    paper, site, archive: Archive, settings: Settings
) -> None:
    paper.pages["/a/"] = page("Мостът", 0)
    began = datetime.now(UTC)
    for hours in range(10):
        dated(paper, began + timedelta(hours=hours))
        crawl(site, archive, settings, now=began + timedelta(hours=hours, minutes=5))
    assert 4 <= paper.paths().count("/a/") <= 6
    paper.pages["/a/"] = page("Мостът е затворен", 0)
    for hours in range(24, 27):
        dated(paper, began + timedelta(hours=hours))
        crawl(site, archive, settings, now=began + timedelta(hours=hours, minutes=5))
    assert archive.counts().versions == 2
    assert paper.paths().count("/a/") >= 7, "its text changed: they are believed again"


def test_an_etag_that_never_changes_hides_no_news(
    paper, site, archive: Archive, settings: Settings
) -> None:
    status, headers, body = page("Мостът", 0)
    paper.pages["/a/"] = (status, headers | {"ETag": '"1"'}, body)
    began = datetime.now(UTC)
    dated(paper, began)
    crawl(site, archive, settings, now=began)
    _, _, other = page("Мостът е затворен", 0)
    paper.pages["/a/"] = (status, headers | {"ETag": '"1"'}, other)
    for hours in (2, 4):
        dated(paper, began + timedelta(hours=hours))
        crawl(site, archive, settings, now=began + timedelta(hours=hours, minutes=5))
    asked = ["if-none-match" in named for path, named, _ in paper.asked if path == "/a/"]
    assert asked == [False, True, False]
    assert archive.counts().versions == 2


def test_a_look_that_a_kill_hid_from_the_memory_is_news(
    paper, site, archive: Archive, settings: Settings
) -> None:
    """The archive is durable first: then the same bytes come again, and are news all the same."""
    paper.pages["/a/"] = page("Мостът", 0)
    began = datetime.now(UTC)
    dated(paper, began)
    crawl(site, archive, settings, now=began)
    remembered = (settings.crawl / "memory.db").read_bytes()
    paper.pages["/a/"] = page("Мостът е затворен", 0)
    dated(paper, began + DAY)
    crawl(site, archive, settings, now=began + DAY)
    (settings.crawl / "memory.db").write_bytes(remembered)
    assert crawl(site, archive, settings, now=began + DAY).outcomes["unchanged"] == 1
    with closing(Memory(settings.crawl)) as memory:
        known = memory.at(paper.address + "a/")
    assert (known.looks, known.changes, known.vain) == (1, 1, 0)


def test_a_look_whose_record_is_lost_is_no_obstacle(
    paper, site, archive: Archive, settings: Settings
) -> None:
    paper.pages["/a/"] = page("Мостът", 0)
    paper.sitemap("/a/")
    began = datetime.now(UTC)
    crawl(site, archive, settings, now=began)
    with closing(Memory(settings.crawl)) as memory:
        memory.looked("proba", paper.address + "a/", began, same=True, capture=999)
    report = crawl(site, archive, settings, now=began + 40 * DAY)
    assert dict(report.outcomes) == {"unchanged": 1}


BEFORE = """
CREATE TABLE address (
    url TEXT PRIMARY KEY, site TEXT NOT NULL, looked TEXT, since TEXT, text_digest TEXT,
    listed TEXT, refused TEXT, reason TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '',
    times INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE frontier (
    site TEXT NOT NULL, url TEXT NOT NULL, due INTEGER NOT NULL, newest REAL NOT NULL, listed TEXT,
    via TEXT NOT NULL DEFAULT '', asked INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (site, url)
) WITHOUT ROWID;
INSERT INTO address (url, site, looked, since) VALUES (
    'https://a.example/1', 'proba', '2026-02-28T00:00:00+00:00', '2026-02-27T00:00:00+00:00'
);
INSERT INTO frontier (site, url, due, newest, via)
VALUES ('proba', 'https://a.example/2', 0, 0, 'x');
"""


def test_a_memory_of_an_earlier_version_is_taken_over(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "memory.db")) as db:
        db.executescript(BEFORE)
    with closing(Memory(tmp_path)) as memory:
        assert memory.at(URL).stable == DAY
        memory.looked("proba", URL, NOW, same=True)
        assert len(Frontier(memory, "proba")) == 1
    with closing(Memory(tmp_path)) as memory:
        assert (memory.at(URL).stable, memory.at(URL).first) == (2 * DAY, NOW - 2 * DAY)
