"""Pages that name one canonical address: one article only where they agree."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive import Archive, Capture, Site
from indexer import Library, Query, build
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


def index_of(tmp_path: Path, *captures: Capture) -> Library:
    with Archive.open(tmp_path / "archive", write=True) as archive:
        for one in captures:
            archive.keep(one)
            build.index(tmp_path / "index", archive, {"paper": PAPER})
        assert list(inconsistencies(tmp_path / "index", archive)) == []
    return Library(tmp_path / "index")


def notice(path: str, words: str = "Упс! Тук вече няма нищо, потърсете в архива.") -> Capture:
    """A page that a theme calls an article, whatever is on it."""
    html = (
        "<html><head><meta charset=utf-8><meta property='og:type' content='article'></head><body>"
        f"<main><h1>Нещо се обърка</h1><p>{words}</p></main></body></html>"
    )
    headers = {"content-type": "text/html"}
    return Capture("paper", f"https://paper.example/{path}", NOW, html.encode(), headers=headers)


def test_the_same_few_words_under_two_addresses_are_a_notice(tmp_path: Path) -> None:
    library = index_of(tmp_path, notice("a"))
    assert library.count() == 1
    library.close()
    library = index_of(tmp_path, notice("b"), capture("most", TITLES[0], "/most"))
    assert library.count() == 1
    assert library.article_at("https://paper.example/a") is None
    library.close()


def test_a_page_that_was_a_notice_is_an_article_again(tmp_path: Path) -> None:
    later = notice("b", "Друг текст, който никой друг адрес на сайта не показва на никого.")
    library = index_of(tmp_path, notice("a"), notice("b"), later)
    assert library.count() == 2
    library.close()


def told(tmp_path: Path, *captures: Capture) -> str:
    library = index_of(tmp_path, *captures)
    article = library.article_at("https://paper.example/0")
    assert article is not None
    found = library.search(Query("камион"))
    hits = {hit.url for hit in found.hits}
    assert (article.url in hits) == ("камион" in article.text.casefold())
    library.close()
    return article.text


def test_the_title_of_another_article_is_no_paragraph(tmp_path: Path) -> None:
    link = "Първият камион мина в седем"
    holder = capture("0", TITLES[0], "/0", more=f"<p>{link}</p>")
    assert link in told(tmp_path / "alone", holder)
    named = capture("1", link, "/1")
    assert link not in told(tmp_path / "behind", holder, named)
    assert link not in told(tmp_path / "before", named, holder)
    renamed = capture("1", "Друго заглавие", "/1", day=1)
    assert link in told(tmp_path / "renamed", holder, named, renamed)


def test_a_few_words_are_no_title(tmp_path: Path) -> None:
    holder = capture("0", TITLES[0], "/0", more="<p>Какво следва</p><p>Камионът още чака.</p>")
    assert "Какво следва" in told(tmp_path, holder, capture("1", "Какво следва", "/1"))


STORY = tuple(
    f"На {n} километра от моста хората от село Долни Рът {what}, докато водата отново спадаше."
    for n, what in enumerate(("чакаха", "пееха", "носеха чакъл", "пишеха писма", "крояха планове"))
)


def dated(path: str, day: int, title: str = TITLES[0], story: tuple[str, ...] = STORY) -> Capture:
    """An article of a day, without a canonical address."""
    html = (
        "<html><head><meta charset=utf-8><meta property='article:published_time'"
        f" content='2026-08-{day:02}'></head><body><article><h1>{title}</h1>"
        f"{''.join(f'<p>{text}</p>' for text in story)}</article></body></html>"
    )
    headers = {"content-type": "text/html"}
    return Capture("paper", f"https://paper.example/{path}", NOW, html.encode(), headers=headers)


def test_one_text_under_two_addresses_is_one_article(tmp_path: Path) -> None:
    moved = dated("sviat/most", 5, "Мостът е отворен за коли")
    found = articles(tmp_path, moved, dated("most", 5))
    assert set(found) == {"https://paper.example/most"}
    assert found["https://paper.example/most"][1] == (moved.url,)


def test_a_word_that_was_mended_makes_no_other_article(tmp_path: Path) -> None:
    mended = (*STORY[:-1], STORY[-1].replace("отново", "пак"))
    found = articles(tmp_path, dated("sviat/most", 5, story=mended), dated("most", 5))
    assert len(found) == 1


def test_the_same_text_of_another_day_is_another_article(tmp_path: Path) -> None:
    assert len(articles(tmp_path, dated("sviat/most", 5), dated("most", 6))) == 2


def test_a_page_that_is_written_anew_leaves(tmp_path: Path) -> None:
    other = tuple(text.replace("моста", "гарата").replace("водата", "мъглата") for text in STORY)
    found = articles(tmp_path, dated("a", 5), dated("b/c", 5), dated("a", 5, "Друго", other))
    assert {url[-3:] for url in found} == {"e/a", "b/c"}
