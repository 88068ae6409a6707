"""Feeds of a list: valid, of stable ids, and silent where nothing was meant."""

import re
from xml.etree import ElementTree

import feedparser
import pytest
from flask.testing import FlaskClient

BOTH = ["/feed.atom", "/feed.rss"]
ATOM = "{http://www.w3.org/2005/Atom}"


def read(client: FlaskClient, address: str) -> feedparser.FeedParserDict:
    answer = client.get(address)
    assert answer.status_code == 200
    headers = {"content-type": answer.content_type}
    found = feedparser.parse(answer.data, response_headers=headers)
    assert not found.bozo, found.get("bozo_exception")
    return found


@pytest.mark.parametrize("path", BOTH)
def test_the_newest_articles_of_a_list(client: FlaskClient, id_of, path: str) -> None:
    feed = read(client, f"{path}?q=мост&section=България&sort=oldest&page=7")
    first, second = feed.entries
    assert first.title == "Мостът над Ведрица отвори"
    assert second.title == "Ремонтът на моста се бави"
    assert first.id == f"tag:pristan.example,2026:article/{id_of('most')}"
    assert first.link == f"http://localhost/a/{id_of('most')}/mostat-nad-vedritsa-otvori"
    assert first.author == "Силвия Хаджиева"
    assert [tag.term for tag in first.tags] == ["България", "Кирил Манолов"]
    assert first.summary.startswith("Мостът отвори днес.")
    assert [k.href for k in first.links if k.rel == "via"] == ["https://pristan.example/most/"]
    assert first.published_parsed[:5] == (2025, 9, 5, 12, 30)


def test_an_entry_says_when_it_changed(client: FlaskClient) -> None:
    first = read(client, "/feed.atom?q=мост&section=България").entries[0]
    assert first.updated_parsed[:3] == (2025, 9, 7)


@pytest.mark.parametrize("path", BOTH)
def test_the_whole_archive(client: FlaskClient, path: str) -> None:
    feed = read(client, path)
    assert feed.feed.title == "Хроника"
    assert len(feed.entries) == 36
    assert len({entry.id for entry in feed.entries}) == 36
    dates = [e.published_parsed for e in feed.entries if "без дата" not in e.title]
    assert dates == sorted(dates, reverse=True)


def test_an_atom_feed_has_all_that_the_standard_asks_for(client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get("/feed.atom?q=море").data)
    for parent in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(parent.findall(ATOM + name)) == 1
        assert len([k for k in parent.findall(f"{ATOM}link") if k.get("rel") == "alternate"]) == 1
    assert [k.get("href") for k in root.findall(f"{ATOM}link") if k.get("rel") == "self"] == [
        "http://localhost/feed.atom?q=%D0%BC%D0%BE%D1%80%D0%B5"
    ]


@pytest.mark.parametrize("path", BOTH)
def test_what_came_from_a_page_is_text(client: FlaskClient, hostile: str, path: str) -> None:
    answer = client.get(f"{path}?q=тялото")
    assert "<script>" not in answer.text
    titles = [e.text for e in ElementTree.fromstring(answer.data).iter() if "title" in e.tag]
    assert hostile in titles


def test_letters_that_xml_forbids_are_left_out(client: FlaskClient) -> None:
    text = client.get("/feed.atom?section=a%ef%bf%be%0bb").text
    assert not re.search("[\x0b\ufffe]", text)
    ElementTree.fromstring(text)


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("*", "Заявката не казва какво се търси."),
        ("...", "Заявката не казва какво се търси."),
        ("щипоргонка", "Засега няма статия"),
        ("манолов театър светлина", "Засега няма статия"),
    ],
)
def test_nothing_meant_is_an_empty_feed(
    client: FlaskClient, path: str, words: str, said: str
) -> None:
    feed = read(client, f"{path}?q={words}")
    assert not feed.entries
    assert said in feed.feed.subtitle


@pytest.mark.parametrize("path", BOTH)
def test_a_bad_parameter_is_refused_as_by_a_list(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?from=вчера")
    assert answer.status_code == 400
    assert "Това не е дата" in answer.text
    asked = client.get(f"{path}?from=вчера", headers={"Accept": "application/json"})
    assert asked.json["error"]["code"] == "bad_date"


def test_a_list_names_its_feeds(client: FlaskClient) -> None:
    text = client.get("/?q=мост&section=България&page=2").text
    for kind in ("atom", "rss"):
        link = re.search(rf'<link rel="alternate" type="application/{kind}\+xml"[^>]*>', text)
        assert link is not None
        assert f'href="/feed.{kind}?q=мост&amp;section=България"' in link.group()
    assert 'href="/feed.atom"' in client.get("/").text
