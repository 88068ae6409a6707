"""An address that leads to another for good: one article, under the id that it had."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Capture, Site
from indexer import Library, Query, build
from indexer.article import article_id

OLD, NEW, NEWEST, OTHER = (f"https://paper.example/{n}" for n in ("old", "new", "newest", "other"))
SITES = {"paper": Site("paper", "Вестник", "https://paper.example/")}
START = datetime(2026, 3, 1, tzinfo=UTC)
PROSE = "Мостът над реката е затворен от днес, съобщиха от общината в Каменград пред медиите."


def keep(archive: Archive, url: str, day: int, title: str = "Затвориха моста") -> None:
    body = (
        f"<html><head><meta charset=utf-8><meta property='og:type' content='article'>"
        f"<link rel=canonical href='{url}'></head><body><article><h1>{title}</h1>"
        f"<time datetime='2026-02-01'></time><p>{title}. {PROSE}</p><p>Ден {day}.</p></article>"
    ).encode()
    headers = {"content-type": "text/html"}
    archive.keep(Capture("paper", url, START + timedelta(days=day), body, headers=headers))


def move(archive: Archive, url: str, to: str, day: int) -> None:
    archive.forward(url, "paper", to, START + timedelta(days=day))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "archive", write=True) as opened:
        yield opened


def found(archive: Archive, folder: Path) -> list[tuple[str, str, tuple[str, ...]]]:
    """Id, address and aliases of each article, by index and by rebuild the same."""
    build.index(folder / "index", archive, SITES)
    build.rebuild(folder / "other", archive, SITES)
    told = []
    for index in ("index", "other"):
        library = Library(folder / index)
        articles = [library.article(hit.id) for hit in library.search(Query()).hits]
        told.append(sorted((a.id, a.url, library.aliases(a)) for a in articles if a))
        library.close()
    assert told[0] == told[1]
    return told[0]


@pytest.mark.parametrize("first", ["the move", "the new page"])
def test_the_new_address_is_the_same_article(archive: Archive, tmp_path: Path, first: str) -> None:
    keep(archive, OLD, 0)
    found(archive, tmp_path)
    if first == "the move":
        move(archive, OLD, NEW, 1)
        assert found(archive, tmp_path) == [(article_id(OLD), OLD, ())]
        keep(archive, NEW, 1)
    else:
        keep(archive, NEW, 1)
        found(archive, tmp_path)
        move(archive, OLD, NEW, 1)
    assert found(archive, tmp_path) == [(article_id(OLD), NEW, (OLD,))]


def test_a_chain_of_moves_ends_at_the_last(archive: Archive, tmp_path: Path) -> None:
    for day, url in enumerate((OLD, NEW, NEWEST)):
        keep(archive, url, day)
    move(archive, NEW, NEWEST, 3)
    move(archive, OLD, NEW, 4)
    assert found(archive, tmp_path) == [(article_id(OLD), NEWEST, (NEW, OLD))]


def test_a_circle_moves_nothing(archive: Archive, tmp_path: Path) -> None:
    keep(archive, OLD, 0, "Затвориха моста")
    keep(archive, NEW, 1, "Пристанището чака кораби")
    move(archive, OLD, NEW, 2)
    move(archive, NEW, OLD, 3)
    assert len(found(archive, tmp_path)) == 2


def test_one_that_leads_to_something_else_stays_what_it_was(
    archive: Archive, tmp_path: Path
) -> None:
    keep(archive, OLD, 0, "Затвориха моста")
    keep(archive, OTHER, 1, "Пристанището чака кораби")
    body = archive.read(2).body.replace(PROSE.encode(), "Корабите закъсняват.".encode() * 9)
    archive.keep(Capture("paper", OTHER, START + timedelta(days=2), body))
    move(archive, OLD, OTHER, 3)
    told = found(archive, tmp_path)
    assert sorted(url for _, url, _ in told) == [OLD, OTHER]


def test_a_page_that_is_back_stands_alone_again(archive: Archive, tmp_path: Path) -> None:
    keep(archive, OLD, 0)
    keep(archive, NEW, 1, "Съвсем друга история")
    move(archive, OLD, NEW, 2)
    found(archive, tmp_path)
    keep(archive, OLD, 3, "Мостът е отворен")
    assert (article_id(OLD), OLD, ()) in found(archive, tmp_path)


def test_an_article_is_gone_when_the_address_it_moved_to_is(
    archive: Archive, tmp_path: Path
) -> None:
    keep(archive, OLD, 0)
    keep(archive, NEW, 1)
    move(archive, OLD, NEW, 2)
    archive.bury(NEW, "paper", START + timedelta(days=30), "answers 404")
    found(archive, tmp_path)
    article = Library(tmp_path / "index").article(article_id(OLD))
    assert article is not None
    assert article.gone == START + timedelta(days=30)


def test_the_versions_of_both_addresses_are_the_article_s(archive: Archive, tmp_path: Path) -> None:
    keep(archive, OLD, 0)
    keep(archive, OLD, 1)
    keep(archive, NEW, 5, "Мостът падна")
    move(archive, OLD, NEW, 6)
    body = archive.read(3).body.replace("Мостът падна".encode(), "Затвориха моста!".encode())
    archive.keep(Capture("paper", NEW, START + timedelta(days=7), body))
    found(archive, tmp_path)
    library = Library(tmp_path / "index")
    article = library.article_at(OLD)
    assert article is not None
    assert article.url == NEW
    told = [(one.number, (one.seen - START).days, one.changed) for one in article.versions]
    assert told == [
        (1, 0, ()), (2, 1, ("text",)), (3, 5, ("headline", "text")), (4, 7, ("headline", "text")),
    ]  # fmt: skip
    assert library.difference(article, 1, 4) is not None
