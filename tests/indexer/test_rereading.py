"""`verify --deep`: what the index holds is what the archive reads as, now."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import ARTICLE_JSON, Archive, Capture, Site
from indexer import build
from indexer.build import generation
from indexer.build.versions import Versions
from indexer.consistency import inconsistencies
from indexer.pages import Articles, dumped
from indexer.rereading import reread

SITES = {"paper": Site("paper", "Вестник", "https://paper.example/")}
TEXT = "Министър Иван Петров каза пред БТА, че строежът ще бъде готов през май."


def capture(number: int, title: str = "Новина", hours: int = 0) -> Capture:
    url = f"https://paper.example/{number}"
    raw = {"url": url, "title": title, "text": TEXT, "published": "2026-08-01T10:00:00+03:00"}
    when = datetime(2026, 9, 1, hours, tzinfo=UTC)
    headers = {"content-type": ARTICLE_JSON}
    return Capture("paper", url, when, json.dumps(raw).encode(), headers=headers, how="import")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", write=True) as opened:
        for number in range(5):
            opened.keep(capture(number))
        build.index(tmp_path / "index", opened, SITES)
        yield opened


def found(archive: Archive, sites: dict[str, Site] = SITES) -> list[str]:
    index = archive.folder.with_name("index")
    return list(reread(index, archive, Versions(sites), lambda done, total: None))


def test_an_index_as_it_was_made_differs_in_nothing(archive: Archive) -> None:
    assert found(archive) == []


def test_what_waits_for_index_is_no_difference(archive: Archive) -> None:
    archive.keep(capture(1, "Друга", hours=5))
    assert found(archive) == []
    assert found(archive, {}) == [], "another declaration is read with by the next index"


def test_an_article_that_reads_otherwise_is_named_and_rebuild_helps(archive: Archive) -> None:
    index = archive.folder.with_name("index")
    table = generation.current(index) / "articles.db"
    articles = Articles(table)
    (article, *_) = articles.all()
    articles.close()
    changed = dumped(replace(article, title="Измислица", body=("Измислица.",)))
    with sqlite3.connect(table) as db:
        db.execute("UPDATE page SET value = ? WHERE url = ?", (changed, article.url))
    db.close()
    lines = found(archive)
    assert lines[0].startswith(f"{article.url}: read again it is another article")
    assert lines[1].startswith(f"article {article.id}: the search index has another text")
    assert all("hronika rebuild" in line for line in lines)
    build.rebuild(index, archive, SITES)
    assert found(archive) == []


def test_addresses_of_one_canonical_are_no_difference(tmp_path: Path) -> None:
    index, when = tmp_path / "index", datetime(2026, 9, 1, tzinfo=UTC)
    text = "Общината откри моста след две години ремонт. " * 6
    canonical = '<link rel="canonical" href="https://paper.example/most/">'
    page = f'<meta charset="utf-8">{canonical}<h1>Мостът</h1><p>12 май 2024, 10:30</p><p>{text}</p>'
    with Archive.open(tmp_path / "archive", write=True) as archive:
        for name in ("most/", "most/amp/", "most/print/"):
            url = f"https://paper.example/{name}"
            archive.keep(Capture("paper", url, when, page.encode()))
        build.index(index, archive, SITES)
        assert list(inconsistencies(index, archive)) == []
        assert found(archive) == []
