"""Pages that name one canonical address: one article only where they agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Capture, Site
from indexer import Library, build
from indexer.article import article_id
from indexer.consistency import inconsistencies

PAPER = Site("paper", "Вестник", "https://paper.example/")
NOW = datetime(2026, 9, 1, tzinfo=UTC)
FRONT = "https://paper.example/wrong"
TITLES = ("Мостът е отворен", "Пристанището чака кораб", "Кметът подаде оставка")


def capture(path: str, title: str, canonical: str, day: int = 0, more: str = "") -> Capture:
    prose = f"{title}. За това съобщиха от общината, където хората чакат от сутринта новини. " * 3
    html = (
        f"<html><head><meta charset=utf-8><link rel=canonical href='{canonical}'>"
        f"<meta property='og:type' content='article'></head><body><article><h1>{title}</h1>"
        f"<p>{prose}</p>{more}</article></body></html>"
    )
    when = NOW + timedelta(days=day)
    headers = {"content-type": "text/html"}
    return Capture("paper", f"https://paper.example/{path}", when, html.encode(), headers=headers)


def articles(tmp_path: Path, *captures: Capture) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Address → title and other addresses of each article, indexed one by one."""
    index = tmp_path / "index"
    with Archive.open(tmp_path / "archive", write=True) as archive:
        for one in captures:
            archive.keep(one)
            build.index(index, archive, {"paper": PAPER})
        assert list(inconsistencies(index, archive)) == []
        library = Library(index)
        found = {}
        for one in captures:
            article = library.article_at(one.url)
            assert article is not None
            assert article.id == article_id(article.url)
            found[article.url] = (article.title, library.aliases(article))
        assert library.count() == len(found)
        library.close()
    return found


def test_a_wrong_canonical_makes_no_article_of_three(tmp_path: Path) -> None:
    found = articles(tmp_path, *(capture(str(n), t, FRONT) for n, t in enumerate(TITLES)))
    assert {url[-1]: title for url, (title, _) in found.items()} == dict(
        zip("012", TITLES, strict=True)
    )


def test_only_the_page_at_the_address_is_the_article(tmp_path: Path) -> None:
    found = articles(tmp_path, capture("0", TITLES[0], FRONT), capture("wrong", TITLES[1], FRONT))
    assert found[FRONT][0] == TITLES[1]
    assert found["https://paper.example/0"][0] == TITLES[0]


@pytest.mark.parametrize("title", [TITLES[0], "Мостът е отворен за коли"])
def test_a_print_version_and_a_later_state_meet(tmp_path: Path, title: str) -> None:
    own = capture("most", TITLES[0], "/most", more="<p>Първият камион мина в седем сутринта.</p>")
    text = own.body.replace(f"<h1>{TITLES[0]}".encode(), f"<h1>{title}".encode())
    later = Capture("paper", own.url + "?print=1", NOW, text, headers=own.headers)
    found = articles(tmp_path, later, own)
    assert set(found) == {own.url}
    assert found[own.url][1] == (later.url,)


def test_a_page_that_is_mended_comes_back(tmp_path: Path) -> None:
    """The template printed one address everywhere for a day."""
    wrong = [capture(str(n), t, FRONT) for n, t in enumerate(TITLES)]
    mended = [capture(str(n), t, f"/{n}", day=1) for n, t in enumerate(TITLES)]
    found = articles(tmp_path, *wrong, *mended)
    assert [addresses for _, addresses in found.values()] == [(), (), ()]
