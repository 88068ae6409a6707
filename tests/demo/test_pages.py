"""The pages as a crawler and a reader get them, without the network."""

import html
import json
import re

import feedparser
import pytest
from bs4 import BeautifulSoup
from lxml import etree
from protego import Protego

from archive import load_site
from webui.demo import Page, SampleSite, Story, load_stories, sample_folder
from webui.demo.stories import SECTIONS

STORIES = load_stories(sample_folder())
NEWSPAPER = [story for story in STORIES if story.layout != "table"]
TABLE = [story for story in STORIES if story.layout == "table"]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def page_of(site: SampleSite, path: str, look: int = 1) -> Page:
    page = site.page(path, look)
    assert page is not None, path
    return page


def soup_of(site: SampleSite, path: str, look: int = 1) -> BeautifulSoup:
    page = page_of(site, path, look)
    return BeautifulSoup(page.body.decode(page.content_type.partition("charset=")[2]), "lxml")


def locations(site: SampleSite, path: str) -> dict[str, str]:
    tree = etree.fromstring(page_of(site, path).body)
    return {node.findtext(f"{SITEMAP}loc"): node.findtext(f"{SITEMAP}lastmod") for node in tree}


def expected() -> list[dict[str, object]]:
    lines = (sample_folder() / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("story", NEWSPAPER, ids=lambda story: story.slug)
def test_article_page_carries_its_story(site: SampleSite, story: Story) -> None:
    soup = soup_of(site, story.path, min(story.looks))
    title = soup.select_one("h1.entry-title")
    assert title is not None
    assert title.get_text() == story.title
    data = json.loads(soup.select_one("script[type='application/ld+json']").string)
    assert data["datePublished"] == story.published.isoformat()
    assert data["dateModified"] == story.updated.isoformat()
    body = [p.get_text() for p in soup.select(".td-post-content > p")]
    inline = [text for text in body if text.startswith("Прочетете още: ")]
    assert [text for text in body if text not in inline] == list(story.paragraphs)
    assert len(inline) == sum(block.kind == "more" for block in story.blocks)
    caption = soup.select_one("figcaption")
    assert (caption.get_text() if caption else "") == story.caption_printed
    assert len(soup.select("#comments .comment")) == len(story.comments)


@pytest.mark.parametrize("story", NEWSPAPER, ids=lambda story: story.slug)
def test_article_page_carries_the_furniture(site: SampleSite, story: Story) -> None:
    soup = soup_of(site, story.path, min(story.looks))
    assert "бисквитки" in soup.select_one("#cookie-notice").get_text()
    assert len(soup.select("header nav a")) == 1 + len(SECTIONS)
    assert "Споделете" in soup.select_one(".td-post-sharing").get_text()
    assert soup.select_one(".td-modal .mfp-close").get_text() == "Close"
    related = soup.select(".td_block_related_posts li")
    assert len(related) == 3
    assert all(item.select_one("time[datetime]") for item in related)
    assert story.path not in {item.a["href"] for item in related}


def test_the_hardest_page_has_every_trap_of_its_kind(site: SampleSite) -> None:
    story = next(story for story in STORIES if story.layout == "bare")
    soup = soup_of(site, story.path)
    data = json.loads(soup.select_one("script[type='application/ld+json']").string)
    assert data["articleSection"] == [story.section, "Водещи"]
    assert data["author"] == {"@type": "Person", "name": "admin"}
    assert soup.select_one("article time") is None
    assert story.caption.endswith(" | Архив")
    assert story.text.endswith("(с информация от AP, Infobae и EFE)")
    assert all(name in story.title + story.text + story.caption for name in three_spellings())
    assert soup.title.get_text().endswith(" - Вестник „Пристан“")


def three_spellings() -> tuple[str, ...]:
    return ("Пак Мин-хьок", "Пак Мин-Хьок", "Пак Мин Хьок")


@pytest.mark.parametrize("story", TABLE, ids=lambda story: story.slug)
def test_the_old_layout_is_windows_1251(site: SampleSite, story: Story) -> None:
    page = page_of(site, story.path)
    assert page.content_type == "text/html; charset=windows-1251"
    text = html.unescape(page.body.decode("cp1251"))
    assert b"&#1117;" in page.body, "windows-1251 has no letter for it"
    assert story.title in text
    assert story.text.replace("\n\n", "<br><br>") in text
    assert "ld+json" not in text
    assert "<p" not in text
    with pytest.raises(UnicodeDecodeError):
        page.body.decode("utf-8")


def test_the_truth_leads_to_pages(site: SampleSite) -> None:
    lines = expected()
    assert len(lines) == len(STORIES)
    for line in lines:
        for look in line["looks"]:  # type: ignore[attr-defined]
            page = page_of(site, str(line["path"]), look)
            assert page.status == 200


@pytest.mark.parametrize("look", [1, 2])
def test_every_path_answers_and_every_link_leads_somewhere(site: SampleSite, look: int) -> None:
    dead = set()
    for path in site.paths(look):
        page = page_of(site, path, look)
        assert page.status == 200
        if not page.content_type.startswith("text/html"):
            continue
        for link in soup_of(site, path, look).select("a[href^='/'], img[src], link[href^='/']"):
            where = str(link.get("href") or link.get("src"))
            target = site.page(where, look)
            if target is None or target.status != 200:
                dead.add(where)
    assert dead == ({"/ispaniya/feribotat-do-tanzher/"} if look == 2 else set())


def test_sitemaps_hold_every_article_and_its_time(site: SampleSite) -> None:
    maps = locations(site, "/sitemap.xml")
    assert len(maps) == 3
    found: dict[str, str] = {}
    for address in maps:
        found |= locations(site, address.replace(site.address, "/"))
    wanted = {site.address + story.path[1:]: story.updated.isoformat() for story in site.at(1)}
    assert found == wanted


def test_feed_holds_the_ten_newest(site: SampleSite) -> None:
    feed = feedparser.parse(page_of(site, "/feed/").body)
    assert not feed.bozo
    assert feed.version == "rss20"
    newest = site.at(1)[:10]
    assert [entry.title for entry in feed.entries] == [story.title for story in newest]
    assert [entry.link for entry in feed.entries] == [
        site.address + story.path[1:] for story in newest
    ]
    stamps = [entry.published_parsed[:5] for entry in feed.entries]
    assert stamps == [story.published.utctimetuple()[:5] for story in newest]


def test_robots_keep_a_polite_crawler_quick_and_out(site: SampleSite) -> None:
    rules = Protego.parse(page_of(site, "/robots.txt").body.decode())
    assert rules.crawl_delay("hronika") == 0.02
    assert list(rules.sitemaps) == [site.address + "sitemap.xml"]
    assert not rules.can_fetch(site.address + "tajno/chernova/", "hronika")
    assert not rules.can_fetch(site.address + "?s=море", "hronika")
    assert all(rules.can_fetch(site.address + s.path[1:], "hronika") for s in site.at(1))


def test_lists_lead_to_every_article(site: SampleSite) -> None:
    home = [path for path in site.paths(1) if re.fullmatch(r"/(page/\d+/)?", path)]
    linked = {a["href"] for path in home for a in soup_of(site, path).select("h3 a")}
    assert linked == {story.path for story in site.at(1)}
    for section, slug in SECTIONS.items():
        first = soup_of(site, f"/{slug}/")
        assert first.h1.get_text() == section
        assert first.select_one(f".page-nav a[href='/{slug}/page/2/']")


def test_second_look(site: SampleSite) -> None:
    gone = "/ispaniya/feribotat-do-tanzher/"
    new = "/ispaniya/feribotat-ne-spira/"
    changed = "/ispaniya/pozhar-siera-klara/"
    assert (page_of(site, gone).status, page_of(site, gone, 2).status) == (200, 410)
    assert site.page(new, 1) is None
    assert page_of(site, new, 2).status == 200
    before, after = page_of(site, changed), page_of(site, changed, 2)
    assert before.etag != after.etag
    assert before.last_modified < after.last_modified
    assert "хектара" in before.body.decode()


def test_a_page_that_is_no_article_says_nothing_of_one(site: SampleSite) -> None:
    soup = soup_of(site, "/kontakti/")
    assert soup.select_one("article, time, script, meta[property]") is None


def test_unknown_paths_and_missing_slashes(site: SampleSite) -> None:
    assert site.page("/nyama/") is None
    assert site.page("/../pyproject.toml") is None
    moved = page_of(site, "/kontakti")
    assert (moved.status, moved.location) == (301, site.address + "kontakti/")
    assert page_of(site, "/img/x.png").body.startswith(b"\x89PNG")


def test_same_folder_same_bytes(site: SampleSite) -> None:
    again = SampleSite(site.address)
    for path in site.paths(1):
        assert page_of(again, path).body == page_of(site, path).body


def test_declaration_is_valid() -> None:
    site = load_site(sample_folder() / "site.toml")
    assert site.name == "Вестник „Пристан“"
    assert site.private
