"""What browsers and search engines ask a site for."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from protego import Protego

from webui import crawlers

NS = {"s": crawlers.SCHEMA}


def locations(client: FlaskClient, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "application/xml"
    return [one.text or "" for one in ElementTree.fromstring(answer.data).iterfind(".//s:loc", NS)]


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/", True),
        ("/a/xp5lfptnik4s/most", True),
        ("/?section=Свят", True),
        ("/person/кирилманолов", True),
        ("/api", True),
        ("/feed.atom", True),
        ("/?section=Свят&person=кирилманолов", False),
        ("/?q=мост&page=2", False),
        ("/?-section=Свят", False),
        ("/export.csv?q=мост", False),
        ("/api/search?q=мост", False),
        ("/a/xp5lfptnik4s/most?q=мост", False),
        ("/a/xp5lfptnik4s/snapshot/2", False),
        ("/coverage?q=мост", False),
    ],
)
def test_what_crawlers_may_read(client: FlaskClient, path: str, may: bool) -> None:
    rules = Protego.parse(client.get("/robots.txt").text)
    assert rules.can_fetch(f"http://localhost{path}", "somebot") is may
    assert list(rules.sitemaps) == ["http://localhost/sitemap.xml"]


def test_every_article_is_in_the_sitemap_under_its_own_address(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawlers, "PART", 10)
    parts = [urlsplit(one).path for one in locations(client, "/sitemap.xml")]
    numbered = [part for part in parts if "people" not in part]
    assert numbered == [f"/sitemap-{n}.xml" for n in range(1, 5)]
    listed = [one for part in numbered for one in locations(client, part)]
    assert len(set(listed)) == len(listed) == 36
    for one in listed:
        assert client.get(urlsplit(one).path).status_code == 200


def test_an_article_says_when_it_changed(client: FlaskClient) -> None:
    text = client.get("/sitemap-1.xml").text
    assert "mostat-nad-vedritsa-otvori</loc><lastmod>2025-09-07T12:30:00+00:00</lastmod>" in text


def test_persons_of_the_sitemap_have_pages(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "http://localhost/sitemap-people.xml" in locations(client, "/sitemap.xml")
    monkeypatch.setattr(crawlers, "PERSON", 2)
    assert len(locations(client, "/sitemap-people.xml")) == 2
    monkeypatch.setattr(crawlers, "PERSON", 1)
    listed = locations(client, "/sitemap-people.xml")
    assert len(listed) > 30
    for one in listed:
        assert client.get(urlsplit(one).path).status_code == 200, one


@pytest.mark.parametrize("part", ["0", "2", "99999999999999999999"])
def test_a_part_that_is_not_there(client: FlaskClient, part: str) -> None:
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_the_browser_s_own_bar(client: FlaskClient) -> None:
    assert 'href="/opensearch.xml"' in client.get("/").text
    answer = client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(answer.data)
    name = root.findtext("{*}ShortName") or ""
    assert 0 < len(name) <= 16
    for url in root.iterfind("{*}Url"):
        path = url.get("template", "").replace("{searchTerms}", "мост").split("localhost")[1]
        assert client.get(path).mimetype == url.get("type")


def test_suggestions_of_the_bar(client: FlaskClient) -> None:
    typed, wholes = client.get("/opensearch/suggest?q=кирил ман").json
    assert typed == "кирил ман"
    assert wholes[0] == "Кирил Манолов"
    assert client.get("/opensearch/suggest").json == ["", []]


def test_a_sign(client: FlaskClient) -> None:
    with client.get("/favicon.ico") as answer:
        assert answer.status_code == 200
        assert answer.data[:4] == b"\0\0\1\0"
        assert len(answer.data) < 2_000
    with client.get("/static/favicon.svg") as answer:
        assert answer.mimetype == "image/svg+xml"
