"""Files and folders into the archive: what is taken, under which address, and what is told."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import ARTICLE_JSON, Archive, Site
from archive.verify import verify
from indexer.crawl import Progress, import_paths

Saved = Callable[[str, bytes | str], Path]
SEED = Path(__file__).parents[3] / "shared" / "seed"
THEN = datetime(2024, 2, 3, 4, 5, 6, tzinfo=UTC)


@pytest.fixture
def site() -> Site:
    return Site("proba", "Проба", "https://news.example/")


def test_a_folder_of_pages(saved: Saved, site: Site, archive: Archive, tmp_path: Path):
    saved("един.html", "<p>без адрес")
    saved("2024/02/b.HTM", '<link rel=canonical href="https://news.example/b/"><p>b')
    saved("c.html", '<meta property="og:url" content="//news.example/c/?utm_source=x"><p>c')
    saved("style.css", "p {}")
    report = import_paths([tmp_path / "files"], site, archive)
    assert (dict(report.outcomes), report.ok) == ({"new": 3}, True)
    assert dict(report.passed_over) == {".css": 1}
    assert {entry.url for entry in archive.captures()} == {
        "https://news.example/%D0%B5%D0%B4%D0%B8%D0%BD.html",
        "https://news.example/b/",
        "https://news.example/c/",
    }
    assert {(e.how, e.kind) for e in archive.captures()} == {("import", "resource")}


def test_a_page_was_fetched_when_its_file_was_written(saved: Saved, site: Site, archive: Archive):
    path = saved("a.html", "<p>a")
    os.utime(path, (THEN.timestamp(), THEN.timestamp()))
    import_paths([path], site, archive)
    capture = archive.read(1)
    assert (capture.fetched, capture.body, capture.content_type) == (THEN, b"<p>a", "text/html")


def test_a_time_in_the_future_is_now(saved: Saved, site: Site, archive: Archive):
    path = saved("a.html", "<p>a")
    os.utime(path, (9e9, 9e9))
    import_paths([path], site, archive)
    assert archive.read(1).fetched <= datetime.now(UTC)


def test_a_page_given_twice_is_kept_once(saved: Saved, site: Site, archive: Archive):
    link = '<link rel=canonical href="/a/">'
    one, copy, other = saved("1.html", link), saved("2.html", link), saved("3.html", link + "<p>3")
    import_paths([one, copy, other], site, archive)
    assert archive.counts().addresses == 1
    assert archive.counts().versions == 2
    for _ in range(2):
        before = archive.counts()
        report = import_paths([one, copy, other], site, archive)
        assert (dict(report.outcomes), archive.counts()) == ({"unchanged": 3}, before)


def test_articles_as_json_lines(saved: Saved, site: Site, archive: Archive):
    articles = [{"url": f"/{n}/", "title": f"Статия {n}", "text": "Текст"} for n in range(3)]
    lines = "\ufeff" + "\r\n".join(json.dumps(a, ensure_ascii=False) for a in articles) + "\n\n"
    report = import_paths([saved("a.jsonl", lines)], site, archive)
    assert dict(report.outcomes) == {"new": 3}
    captures = list(archive.stream())
    assert [json.loads(capture.body) for capture in captures] == articles
    assert {capture.content_type for capture in captures} == {ARTICLE_JSON}
    assert captures[2].url == "https://news.example/2/"


GOOD = '{"url": "https://news.example/ok/", "title": "Добра"}'


@pytest.mark.parametrize(
    ("line", "reason", "detail"),
    [
        ("{", "not-json", "Expecting"),
        ("[1]", "not-json", "not an object"),
        ("\udcff", "not-json", "codec"),
        ("[" * 100_000, "not-json", "recursion"),
        ('{"title": "x"}', "incomplete", "no url"),
        ('{"url": "/x", "title": " "}', "incomplete", "no title"),
        ('{"url": "/x", "title": 5}', "incomplete", "no title"),
        ('{"url": "mailto:x", "title": "x"}', "incomplete", "no http address"),
        ('{"url": "/x", "title": "' + "x" * 300_000 + '"}', "too-large", "200000 bytes"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_goes_on(
    saved: Saved, site: Site, archive: Archive, line: str, reason: str, detail: str
):
    path = saved("a.jsonl", f"{GOOD}\n{line}\n{GOOD}2\n{GOOD}".encode("utf-8", "surrogateescape"))
    report = import_paths([path], site, archive, largest=200_000)
    first, second = report.refusals
    assert (first.url, first.reason) == (f"{path}:2", reason)
    assert detail in first.detail
    assert (second.url, second.reason) == (f"{path}:3", "not-json")
    assert dict(report.outcomes)["new"] == 1
    assert report.outcomes.get("unchanged") == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.html", b"", "empty"),
        ("a.html", b" \n", "empty"),
        ("a.html", bytes(range(256)) * 7, "not-html"),
        ("a.html", b"x" * 3000, "too-large"),
        ("a.warc", b"WARC/1.0", "broken"),
        ("a.warc", b"", "broken"),
        ("b.warc.gz", b"\x1f\x8b\x08\0\0\0", "unsupported"),
        ("a.warc.gz", b"\x1f\x8b", "unsupported"),
        ("a.xml", b"<rss>", "not-xml"),
        ("a.xml", b"", "not-xml"),
        ("a.pdf", b"%PDF-1.4", "unsupported"),
        ("a.docx", b"PK", "unsupported"),
    ],
)
def test_a_bad_file_is_told_and_the_rest_goes_on(
    saved: Saved, site: Site, archive: Archive, name: str, content: bytes, reason: str
):
    bad, good = saved(name, content), saved("good.html", "<p>x")
    report = import_paths([bad, good], site, archive, largest=2000)
    (refusal,) = report.refusals
    assert (re.sub(r":\d+$", "", refusal.url), refusal.reason) == (str(bad), reason)
    assert dict(report.outcomes) == {reason: 1, "new": 1}
    assert "\n" not in refusal.detail


def test_a_file_that_is_not_there(tmp_path: Path, site: Site, archive: Archive):
    for name in ("none.html", "none.jsonl"):
        (refusal,) = import_paths([tmp_path / name], site, archive).refusals
        assert (refusal.reason, refusal.detail) == ("unreadable", "no such file or directory")


def test_progress_is_told(saved: Saved, site: Site, archive: Archive):
    steps: list[Progress] = []
    import_paths(
        [saved("a.html", "<p>a"), saved("b.html", "")], site, archive, progress=steps.append
    )
    assert [(step.done, step.outcome) for step in steps] == [(1, "new"), (2, "empty")]


@pytest.mark.skipif(not SEED.exists(), reason="the seed pages lie beside the project")
def test_the_seed_pages(site: Site, archive: Archive):
    import_paths([SEED], site, archive)
    urls = [entry.url for entry in archive.captures()]
    assert "https://novini.example/svyat/putin-sreshta-kim-chen-un/" in urls
    assert "https://news.example/page-plain-1251.html" in urls
    assert verify(archive.folder).problems == ()
