"""What the crawler remembers, and that it is the text which counts as the page's news."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Settings
from indexer.crawl import crawl
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
