"""Versions of an article, and captured pages as they were, over a real archive."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from archive import ARTICLE_JSON, Archive, Capture, Settings, Site
from indexer import build
from indexer.article import article_id
from webui import create_app, present

SITE = "https://pristan.example/"
START = datetime(2026, 3, 1, 6, tzinfo=UTC)
FIRST = "Мостът над реката е затворен от днес, съобщиха от общината в Каменград."
MORE = "Движението е по обходен път през Ведрина, а опорите ще се оглеждат цяла седмица."
LAST = "Няма пострадали при срутването му тази сутрин, <b>каза</b> &lt;кметът&gt;."


def page(title: str, *body: str) -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in body)
    return (
        "<html><head><meta charset=windows-1251><base href='https://evil.example/'>"
        "<link rel=preconnect href='https://evil.example/'>"
        "<meta property='og:type' content='article'>"
        "<meta property='article:published_time' content='2026-03-01T08:00:00+02:00'></head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article>"
        "<script>document.title = 'ran'</script></body></html>"
    )


CHANGED = (
    (0, page("Затвориха моста", FIRST, MORE)),
    (2, page("Затвориха моста", FIRST.replace("Каменград", "Камен град"), MORE)),
    (4, page("Мостът <b>падна</b>", FIRST, MORE, LAST)),
)


def keep(archive: Archive, path: str, day: int, body: bytes, kind: str = "text/html") -> None:
    headers = {"content-type": kind}
    archive.keep(
        Capture("pristan", SITE + path, START + timedelta(days=day), body, headers=headers)
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("versions")
    with Archive.open(folder / "archive", write=True) as archive:
        for day, html in CHANGED:
            keep(archive, "most", day, html.encode("windows-1251"))
        for path in ("once", "damaged"):
            keep(archive, path, 0, page("Пристанището чака", FIRST, MORE).encode("windows-1251"))
        spot = [*archive.captures()][-1].spot
        line = {"url": SITE + "data", "title": "От файл", "text": FIRST, "published": "2026-03-01"}
        keep(archive, "data", 0, json.dumps(line).encode(), ARTICLE_JSON)
        archive.bury(SITE + "most", "pristan", START + timedelta(days=6), "gone")
        build.index(folder / "index", archive, {"pristan": Site("pristan", "Пристан", SITE)})
    warc = folder / "archive" / "warc" / spot.file
    raw = bytearray(warc.read_bytes())
    raw[spot.offset + spot.length // 2] ^= 0x10
    warc.write_bytes(raw)
    sites = folder / "sites"
    sites.mkdir()
    (sites / "pristan.toml").write_text(f'name = "Пристан"\naddress = "{SITE}"\n', "utf-8")
    return folder


@pytest.fixture(scope="module")
def app(data: Path) -> Flask:
    return create_app(Settings(data=data))


def path_of(slug: str, rest: str = "") -> str:
    return f"/a/{article_id(SITE + slug)}{rest}"


def soup(client: FlaskClient, path: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(path, follow_redirects=True)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "lxml")


def said(node: object) -> str:
    return " ".join(node.text.replace("\u00a0", " ").split())  # type: ignore[attr-defined]


def test_versions_say_when_and_what(client: FlaskClient) -> None:
    listed = soup(client, path_of("most", "/versions")).select(".versions > li")
    assert [said(li).split(" · ")[0] for li in listed] == [
        "1 1 март 2026 г., 08:00 ч. – видяна за пръв път",
        "2 3 март 2026 г., 08:00 ч. – сменено: дребна поправка",
        "3 5 март 2026 г., 08:00 ч. – сменено: заглавието, текстът",
    ]


def test_two_versions_word_by_word(client: FlaskClient) -> None:
    found = soup(client, path_of("most", "/versions?from=1&to=3")).select_one(".comparison")
    assert [said(one) for one in found.select(".headline del")] == [
        "[махнато:] Затвориха моста [край]"
    ]
    assert [said(one) for one in found.select(".text > p ins")] == [
        "[ново:] Мостът падна [край]",
        "[ново:] Няма пострадали при срутването му тази сутрин, каза <кметът>. [край]",
    ]
    assert said(found.summary) == "2 абзаца без промяна"


def test_without_numbers_the_last_two(client: FlaskClient) -> None:
    page = soup(client, path_of("most", "/versions"))
    assert said(page.h2) == "Версия 2 и версия 3"
    assert [o["value"] for o in page.select("option[selected]")] == ["2", "3"]


def test_one_version_says_so(client: FlaskClient) -> None:
    page = soup(client, path_of("once", "/versions"))
    assert "видяна само с един текст" in said(page.main)
    assert not page.select(".comparison")
    soup(client, path_of("once", "/versions?from=1&to=1"))
    soup(client, path_of("once", "/versions?from=1&to=2"), 404)


@pytest.mark.parametrize(
    ("tail", "status", "sentence"),
    [
        ("?from=1&to=9", 404, "Версиите ѝ са от 1 до 3."),
        ("?to=999999999", 404, "Тази статия няма версия с такъв номер."),
        ("?from=0", 400, "Това не е номер на версия."),
        ("?from=нещо", 400, "Това не е номер на версия."),
        ("?from=1&to=" + "9" * 5000, 400, "Това не е номер на версия."),
    ],
)
def test_unknown_versions_are_said(
    client: FlaskClient, tail: str, status: int, sentence: str
) -> None:
    assert sentence in said(soup(client, path_of("most", "/versions" + tail), status).main)


def test_the_article_says_that_it_changed_and_is_gone(client: FlaskClient) -> None:
    notes = [said(note) for note in soup(client, path_of("most")).select(".note")]
    assert "липсата ѝ е забелязана на 7 март 2026 г." in notes[0]
    assert notes[1].startswith(
        "Променена след публикуването: заглавието, текстът. Видяно на 5 март 2026 г."
    )
    assert not soup(client, path_of("once")).select(".note")


def test_a_snapshot_stands_in_a_sandbox(client: FlaskClient) -> None:
    page = soup(client, path_of("most", "/snapshot"))
    frame = page.iframe
    assert (not frame["sandbox"], frame["src"]) == (True, path_of("most", "/snapshot/3/page"))
    banner = said(page.select_one(".banner"))
    assert "Така изглеждаше страницата на 5 март 2026 г., 08:00 ч." in banner
    assert "Версия 3 от 3" in banner
    assert page.find("a", string="Виж на сайта")["href"] == SITE + "most"
    assert soup(client, path_of("most", "/snapshot/1")).iframe["src"].endswith("/snapshot/1/page")


def test_the_page_in_it_is_utf8_and_inert(client: FlaskClient) -> None:
    answer = client.get(path_of("most", "/snapshot/1/page"))
    assert answer.status_code == 200
    assert "<h1>Затвориха моста</h1>" in answer.data.decode("utf-8")
    assert answer.content_type == "text/html; charset=utf-8"
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert policy[:4] == [
        "sandbox", "default-src 'none'", "style-src 'unsafe-inline'", "img-src data:",
    ]  # fmt: skip
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "<link" not in answer.text
    assert "Мостът" in client.get(path_of("most", "/snapshot/3/page")).text


@pytest.mark.parametrize(
    ("slug", "rest", "status", "sentence"),
    [
        ("data", "/snapshot", 404, "внесена като данни: страница няма"),
        ("data", "/snapshot/1/page", 404, "внесена като данни: страница няма"),
        ("damaged", "/snapshot", 410, "повреден"),
        ("damaged", "/snapshot/1/page", 410, "повреден"),
        ("most", "/snapshot/4", 404, "няма версия с такъв номер"),
        ("most", "/snapshot/0", 404, "няма версия с такъв номер"),
        ("most", "/snapshot/" + "9" * 400, 404, "няма версия с такъв номер"),
        ("most", "/snapshot/x", 404, "няма такава страница"),
        ("nobody", "/snapshot", 404, "няма такава страница"),
        ("nobody", "/versions", 404, "няма такава страница"),
    ],
)
def test_what_cannot_be_shown_is_said(
    client: FlaskClient, slug: str, rest: str, status: int, sentence: str
) -> None:
    assert sentence in said(soup(client, path_of(slug, rest), status).main)


def test_what_came_as_data_offers_no_copy(client: FlaskClient) -> None:
    assert soup(client, path_of("most")).find("a", string="Архивно копие")
    assert not soup(client, path_of("data")).find("a", string="Архивно копие")


def test_an_index_without_its_archive_says_so(data: Path, tmp_path: Path) -> None:
    (tmp_path / "index").symlink_to(data / "index")
    client = create_app(Settings(data=tmp_path)).test_client()
    page = soup(client, path_of("most", "/snapshot"), 404)
    assert "не е запазена тук" in said(page.main)


def test_a_headline_does_not_take_their_place() -> None:
    assert present.slug("Versions") == "versions-statiya"
    assert present.slug("Snapshot!") == "snapshot-statiya"
    assert present.slug("Versions of it") == "versions-of-it"
