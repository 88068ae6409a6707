"""What a page says of itself to browsers, search engines and other programs."""

import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

ROBOTS = r'<meta name="robots" content="([^"]*)">'


def one(pattern: str, text: str) -> str:
    found = re.findall(pattern, text, re.DOTALL)
    assert len(found) == 1, found
    return unescape(found[0])


def page(client: FlaskClient, path: str) -> str:
    return client.get(path, follow_redirects=True).text


def said(text: str) -> dict:
    """The page's JSON-LD; in a script, where nothing is unescaped."""
    inside = re.findall('<script type="application/ld[+]json">(.*?)</script>', text)
    assert len(inside) == 1
    return json.loads(inside[0])


def test_an_article_says_what_it_is(client: FlaskClient, id_of) -> None:
    text = page(client, f"/a/{id_of('most')}")
    address = f"http://localhost/a/{id_of('most')}/mostat-nad-vedritsa-otvori"
    assert one('<link rel="canonical" href="([^"]*)"', text) == address
    assert one('<meta name="description" content="([^"]*)"', text) == "Мостът отвори днес."
    assert one('property="og:title" content="([^"]*)"', text) == "Мостът над Ведрица отвори"
    assert one('property="og:url" content="([^"]*)"', text) == address
    assert one(ROBOTS, text) == "index, follow"
    assert said(text) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Мостът над Ведрица отвори",
        "url": address,
        "mainEntityOfPage": address,
        "isBasedOn": "https://pristan.example/most/",
        "datePublished": "2025-09-05T15:30:00+03:00",
        "dateModified": "2025-09-07T15:30:00+03:00",
        "articleSection": "България",
        "inLanguage": "bg",
        "wordCount": 7,
        "description": "Мостът отвори днес.",
        "author": [{"@type": "Person", "name": "Силвия Хаджиева"}],
        "publisher": {"@type": "NewsMediaOrganization", "name": "Вестник „Пристан“"},
        "mentions": [{"@type": "Person", "name": "Кирил Манолов"}],
    }


def test_an_article_that_is_gone_is_not_for_search_engines(client: FlaskClient, id_of) -> None:
    assert one(ROBOTS, page(client, f"/a/{id_of('remont')}")) == "noindex, follow"


def test_a_doubtful_person_is_not_told_as_certain(client: FlaskClient, id_of) -> None:
    names = [p["name"] for p in said(page(client, f"/a/{id_of('premiera')}"))["mentions"]]
    assert names == ["Хелга Мойлен"]


def test_a_hostile_title_stays_inside(client: FlaskClient, id_of, hostile: str) -> None:
    text = page(client, f"/a/{id_of('hostile')}")
    assert "<script>alert" not in text
    assert said(text)["headline"] == hostile


@pytest.mark.parametrize(
    ("path", "robots"),
    [
        ("/", "index, follow"),
        ("/?q=мост", "noindex, follow"),
        ("/?q=мост&page=2", "noindex, follow"),
        ("/?section=България", "noindex, nofollow"),
        ("/?q=мост&-person=кирилманолов", "noindex, nofollow"),
        ("/?year=2025", "noindex, nofollow"),
        ("/none", "noindex"),
    ],
)
def test_what_search_engines_are_asked(client: FlaskClient, path: str, robots: str) -> None:
    assert one(ROBOTS, page(client, path)) == robots


def test_a_title_says_what_the_list_is_narrowed_to(client: FlaskClient) -> None:
    text = page(client, "/?q=море&section=Спорт&year=2025&-person=иванболов")
    title = one("<title>(.*?)</title>", text)
    assert re.fullmatch(
        r"\d+ статии за „море“ · Спорт · без: Иван Болов · 2025 – Хроника", title
    ), title
    assert one('property="og:title" content="([^"]*)"', text) in title


def test_a_list_has_one_address_however_it_was_asked_for(client: FlaskClient) -> None:
    pattern = '<link rel="canonical" href="([^"]*)"'
    plain = one(pattern, page(client, "/?q=мост&section=България"))
    tracked = one(pattern, page(client, "/?utm_source=x&section=България&page=1&q=мост"))
    assert plain == tracked
    assert plain.startswith("http://localhost/?q=%D0%BC")


def test_links_of_facets_are_not_followed(client: FlaskClient) -> None:
    text = page(client, "/?q=море&section=Спорт")
    side = text.split('<details class="filters">')[1].split('<div class="list">')[0]
    links = re.findall("<a [^>]*>", side)
    assert len(links) > 10
    assert not [link for link in links if 'rel="nofollow"' not in link]


def test_the_home_page_can_be_searched(client: FlaskClient) -> None:
    text = page(client, "/")
    assert said(text)["potentialAction"]["target"] == "http://localhost/?q={words}"
    assert one('<link rel="canonical" href="([^"]*)"', text) == "http://localhost/"
    assert one('<meta name="description" content="([^"]*)"', text)
