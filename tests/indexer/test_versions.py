"""What an article said over time: versions from its captures, in the index, found and compared."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Capture, Site
from indexer import Library, Query, build
from indexer.pages import reading

URL = "https://paper.example/most"
PAPER = Site("paper", "Вестник", "https://paper.example/")
SITES = {"paper": PAPER}
START = datetime(2026, 3, 1, tzinfo=UTC)
FIRST = "Мостът над реката е затворен от днес, съобщиха от общината в Каменград."
MORE = "Движението е по обходен път през Ведрина, а опорите ще се оглеждат цяла седмица."


def page(title: str, *body: str, furniture: str = "", published: str = "2026-03-01") -> bytes:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    return (
        "<html><head><meta charset=utf-8><meta property='og:type' content='article'>"
        f"<meta property='article:published_time' content='{published}T08:00:00+02:00'></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article><footer>{furniture}</footer></body>"
    ).encode()


CLOSED = page("Затвориха моста", FIRST, MORE)
STATES = (
    (0, CLOSED),
    (1, page("Затвориха моста", FIRST, MORE, furniture="Прочетена 1205 пъти")),
    (2, page("Затвориха моста", FIRST.replace("Каменград", "Камен град"), MORE)),
    (3, "<html><body><h1>Сайтът се обновява</h1></body></html>".encode()),
    (4, page("Мостът падна", FIRST, MORE, "Няма пострадали при срутването му тази сутрин.")),
    (5, page("Мостът падна", FIRST, MORE, "Няма пострадали при срутването му тази сутрин.")),
    (6, CLOSED),
    (7, page("Затвориха моста", FIRST, MORE, published="2026-03-05")),
)


def keep(archive: Archive, day: int, body: bytes, url: str = URL) -> None:
    headers = {"content-type": "text/html; charset=utf-8"}
    archive.keep(Capture("paper", url, START + timedelta(days=day), body, headers=headers))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", write=True) as opened:
        yield opened


def told(library: Library) -> list[tuple[int, int, tuple[str, ...]]]:
    article = library.article_at(URL)
    assert article is not None
    return [(one.number, (one.seen - START).days, one.changed) for one in article.versions]


EXPECTED = [
    (1, 0, ()),
    (2, 2, ("mend",)),
    (3, 4, ("headline", "text")),
    (4, 6, ("headline", "text")),
    (5, 7, ("date",)),
]


@pytest.mark.parametrize("at_once", [True, False])
def test_versions_are_what_the_words_were(archive: Archive, tmp_path: Path, at_once: bool) -> None:
    for day, body in STATES:
        keep(archive, day, body)
        if not at_once:
            build.index(tmp_path / "index", archive, SITES)
    build.index(tmp_path / "index", archive, SITES)
    assert told(Library(tmp_path / "index")) == EXPECTED


def test_an_older_copy_that_comes_later_stands_first(archive: Archive, tmp_path: Path) -> None:
    keep(archive, 4, STATES[4][1])
    build.index(tmp_path / "index", archive, SITES)
    library = Library(tmp_path / "index")
    assert told(library) == [(1, 4, ())]
    keep(archive, 0, CLOSED)
    build.index(tmp_path / "index", archive, SITES)
    assert told(library) == [(1, 0, ()), (2, 4, ("headline", "text"))]


def test_a_page_with_very_many_contents_is_read_in_bounds(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_CONTENTS", 5)
    for day in range(12):
        keep(archive, day, page(f"Ден номер {day}", FIRST, MORE))
    build.index(tmp_path / "index", archive, SITES)
    found = [day for _, day, _ in told(Library(tmp_path / "index"))]
    assert found == [0, 8, 9, 10, 11]


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A data folder with the page that changed, one with a mend, and one that never did."""
    with Archive.open(tmp_path / "archive", write=True) as archive:
        for day, body in STATES[:5]:
            keep(archive, day, body)
        for day in (0, 2):
            keep(archive, day, STATES[day][1], URL + "/slip")
        keep(archive, 0, page("Пристанището чака", FIRST, MORE), URL + "/other")
        build.index(tmp_path / "index", archive, SITES)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("променена:заглавие", {URL}),
        ("changed:text", {URL}),
        ("променена:поправка", {URL, URL + "/slip"}),
        ("променена:да", {URL}),
        ("мост -променена:да", {URL + "/slip", URL + "/other"}),
        ("променена:дата", set()),
    ],
)
def test_changed_articles_are_found(changed: Path, words: str, found: set[str]) -> None:
    results = Library(changed / "index").search(Query(words))
    assert {hit.url for hit in results.hits} == found
    assert not results.understood.repairs


def test_an_unknown_change_is_any_and_said(changed: Path) -> None:
    results = Library(changed / "index").search(Query("променена:вчера"))
    assert ([hit.url for hit in results.hits], results.understood.repairs) == (
        [URL],
        ("change-unknown",),
    )


def hronika(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("hronika"), "--data", data, *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def test_the_command_lists_and_compares(changed: Path) -> None:
    listed = hronika(changed, "versions", URL)
    assert listed.stdout.splitlines() == [
        "Мостът падна",
        "   1  2026-03-01 00:00 UTC  first seen",
        "   2  2026-03-03 00:00 UTC  a small mend",
        "   3  2026-03-05 00:00 UTC  the headline, the text",
    ]
    compared = hronika(changed, "versions", URL, "--diff", "1", "3").stdout
    assert compared.startswith("[-Затвориха моста-] {+Мостът падна+}\n")
    assert "{+\n\nНяма пострадали при срутването му тази сутрин.+}" in compared
    raw = json.loads(hronika(changed, "versions", URL, "--json").stdout)
    assert raw[1] == {"n": 2, "seen": "2026-03-03T00:00:00+00:00", "changed": ["mend"]}


def test_what_is_not_there_is_said(changed: Path) -> None:
    wrong = hronika(changed, "versions", URL, "--diff", "1", "9")
    assert (wrong.returncode, wrong.stderr.strip()) == (
        1,
        f"hronika: {URL} has 3 versions, from 1 to 3",
    )
    assert hronika(changed, "versions", "https://paper.example/no").returncode == 1
    one = hronika(changed, "versions", URL + "/other", "--diff", "1", "1")
    assert (one.returncode, one.stdout.splitlines()[0]) == (0, "Пристанището чака")
