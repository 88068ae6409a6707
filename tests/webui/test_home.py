"""The home page: the archive in one look, and never empty."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from archive import Settings
from indexer.article import Article, article_id
from webui import create_app


def soup(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return BeautifulSoup(answer.text, "lxml")


def test_says_how_much_from_when_to_when(client: FlaskClient) -> None:
    page = soup(client, "/")
    assert page.h1.text == "Хроника"
    lead = page.select_one(".lead").text.replace("\u00a0", " ")
    assert lead == "36 статии, от 1 август 2024 г. до 5 септември 2025 г."


def test_its_examples_find_something(client: FlaskClient) -> None:
    examples = [a["href"] for a in soup(client, "/").select(".examples a")]
    assert len(examples) == 3
    for address in examples:
        assert soup(client, f"/{address}").select(".hits > li"), address


def test_every_link_of_it_leads_somewhere(client: FlaskClient) -> None:
    for link in soup(client, "/").select("main a"):
        address = link["href"] if link["href"][0] == "/" else "/" + link["href"]
        answer = client.get(address, follow_redirects=True)
        assert answer.status_code == 200, link["href"]


def test_a_year_is_a_way_in(client: FlaskClient) -> None:
    years = soup(client, "/").select(".years a")
    assert [y.select_one(".label").text for y in years] == ["2024", "2025"]
    total = soup(client, years[0]["href"]).h1.text.split()[0]
    assert total == years[0].select_one(".count").text


def test_the_last_days_by_section_two_of_each(client: FlaskClient) -> None:
    first, second = soup(client, "/").select(".paper")
    assert first.h2.a["href"] == "/day/2025-09-05"
    assert first.h2.select_one(".count").text == "5 статии"
    sheets = {s.h3.text: [a.text for a in s.select("li a")] for s in first.select(".sheet")}
    assert sheets["България"] == ["Мостът над Ведрица отвори"]
    assert all(len(titles) <= 2 for titles in sheets.values())
    assert second.h2.a["href"] == "/day/2025-08-26"


def test_persons_of_the_week_lead_to_their_pages(client: FlaskClient) -> None:
    week = soup(client, "/").select(".beside .names li")
    assert {"/person/кирилманолов", "/person/хелгамоилен"} <= {li.a["href"] for li in week}
    for item in week:
        _, listed = item.select("a")
        found = soup(client, "/" + listed["href"]).h1.text.split()[0]
        assert found == listed.contents[0]


def test_this_day_some_years_before(tmp_path: Path, write_index) -> None:
    days = ["2024-02-29", "2023-02-28", "2019-02-28", "2019-03-01", "2014-02-27"]
    (tmp_path / "index").mkdir()
    write_index(tmp_path / "index", [dated(day) for day in days])
    page = soup(create_app(Settings(data=tmp_path)).test_client(), "/")
    back = page.select(".this-day section")
    assert [s.h3.a["href"] for s in back] == ["/day/2023-02-28", "/day/2019-02-28"]
    assert back[0].h3.a.text.replace("\u00a0", " ") == "преди 1 година, 28 февруари 2023 г."
    assert back[1].li.a.text == "Статия от 2019-02-28"


def dated(day: str) -> Article:
    url = f"https://pristan.example/{day}/"
    published = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    title = f"Статия от {day}"
    return Article(article_id(url), "pristan", url, title, ("Т",), published=published)


def test_forty_years_are_named_by_fives(tmp_path: Path, write_index) -> None:
    (tmp_path / "index").mkdir()
    write_index(tmp_path / "index", [dated(f"{year}-05-05") for year in range(1983, 2023)])
    page = soup(create_app(Settings(data=tmp_path)).test_client(), "/")
    labels = [label.text for label in page.select(".years .label")]
    assert len(labels) == 40
    assert [label for label in labels if label] == [
        "1983", "1990", "1995", "2000", "2005", "2010", "2015", "2022",
    ]  # fmt: skip
    assert len(page.select(".as-table tbody tr")) == 40


@pytest.fixture
def empty(tmp_path: Path) -> FlaskClient:
    return create_app(Settings(data=tmp_path)).test_client()


def test_without_an_index_it_says_which_command_fills_it(empty: FlaskClient) -> None:
    page = soup(empty, "/")
    assert page.h1.text == "Архивът още е празен."
    assert "hronika demo" in page.text


def test_without_an_index_other_pages_answer_503(empty: FlaskClient) -> None:
    assert empty.get("/?q=мост").status_code == 503
    answer = empty.get("/api/search?q=мост")
    assert (answer.status_code, answer.json["error"]["code"]) == (503, "index_missing")


def test_an_empty_index_says_which_command_fills_it(tmp_path: Path, write_index) -> None:
    write_index(tmp_path / "index", ())
    page = soup(create_app(Settings(data=tmp_path)).test_client(), "/")
    assert "празен" in page.select_one(".lead").text
    assert "hronika demo" in page.text


def test_an_index_of_another_version_is_said(tmp_path: Path, write_index) -> None:
    write_index(tmp_path / "index", ())
    (tmp_path / "index/g000001/stamp.json").write_text('{"version": "0"}')
    answer = create_app(Settings(data=tmp_path)).test_client().get("/")
    assert answer.status_code == 503
    assert "hronika rebuild" in answer.text
    assert str(tmp_path) not in answer.text


def test_a_damaged_index_is_said(tmp_path: Path, write_index) -> None:
    write_index(tmp_path / "index", ())
    shutil.rmtree(tmp_path / "index/g000001/whoosh")
    answer = create_app(Settings(data=tmp_path)).test_client().get("/?q=x")
    assert answer.status_code == 503
    assert str(tmp_path) not in answer.text


def test_an_archive_that_fills_up_is_seen_at_once(tmp_path: Path, write_index, some) -> None:
    client = create_app(Settings(data=tmp_path)).test_client()
    assert "празен" in client.get("/").text
    write_index(tmp_path / "index", ())
    assert "празен" in client.get("/").text
    write_index(tmp_path / "index", some)
    assert f"{len(some)} статии" in client.get("/").text
