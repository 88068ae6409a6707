"""The paper of a day, a month, a year."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from archive import Settings
from webui import create_app


def soup(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "lxml")


def test_a_day_has_its_articles_by_section(client: FlaskClient) -> None:
    page = soup(client, "/day/2025-09-05")
    assert page.h1.text == "5 септември 2025, петък"
    assert page.title.text == "5 септември 2025, петък – 5 статии – Хроника"
    sections = {
        s.h2.text: [a.text for a in s.select("li a")] for s in page.select(".main-part > *")
    }
    assert sections["България"] == ["Мостът над Ведрица отвори"]
    assert list(sections) == ["България", "Култура", "Свят", 'Свят"><i>', "Спорт"]


def test_before_and_after_are_the_nearest_with_articles(client: FlaskClient) -> None:
    page = soup(client, "/day/2025-09-01")
    assert "няма статии" in page.select_one(".lead").text
    links = {a["rel"][0]: a["href"] for a in page.select(".said nav a")}
    assert links == {"prev": "/day/2025-08-26", "next": "/day/2025-09-05"}
    assert page.select_one("meta[name=robots]")["content"] == "noindex, follow"
    assert not soup(client, "/day/2025-09-05").select(".said nav [rel=next]")


def test_the_calendar_says_how_much_each_day_holds(client: FlaskClient) -> None:
    page = soup(client, "/day/2025-08")
    table = page.select_one(".calendar")
    assert table.caption.text == "август 2025"
    assert table.th.abbr["title"] == "понеделник"
    weeks = [[td.text.strip() for td in tr.select("td")] for tr in table.select("tbody tr")]
    assert weeks[0][:4] == ["", "", "", ""]
    assert weeks[0][4] == "1"
    full = {a["href"]: " ".join(a.text.split()) for a in table.select("a")}
    assert full == {
        "/day/2025-08-06": "66 август 2025\u00a0г.: 1 статия".replace("\u00a0", " "),
        "/day/2025-08-16": "1616 август 2025 г.: 1 статия",
        "/day/2025-08-26": "2626 август 2025 г.: 1 статия",
    }
    assert {td["class"][0] for td in table.select("td[class]")} == {"shade5"}


def test_a_month_and_a_year_say_what_they_hold(client: FlaskClient) -> None:
    month = soup(client, "/day/2025-08")
    assert month.h1.text == "август 2025"
    assert [a["href"] for a in month.select(".said .over a")] == ["/day/2025"]
    assert [a["href"] for a in month.select(".said nav a")] == ["/day/2025-07", "/day/2025-09"]
    year = soup(client, "/day/2024")
    assert year.h1.text == "2024"
    rows = [int(row.td.text) for row in year.select(".as-table tbody tr")]
    assert sum(rows) == int(year.select_one(".lead a").text.split()[0])
    assert [a["href"] for a in year.select(".said nav a")] == ["/day/2025"]
    months = [a["href"] for a in year.select(".years a")]
    assert (months[0], months[-1]) == ("/day/2024-08", "/day/2024-12")


def test_days_lead_to_the_newest_month(client: FlaskClient) -> None:
    answer = client.get("/day")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/day/2025-09")


def test_other_ways_of_writing_are_led_to_the_address(client: FlaskClient) -> None:
    for when, right in (
        ("05.09.2025", "2025-09-05"),
        ("2025-9-5", "2025-09-05"),
        ("9.2025", "2025-09"),
    ):
        answer = client.get(f"/day/{when}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/day/{right}")


@pytest.mark.parametrize(
    "when",
    ["2023-02-31", "2023-13", "0000", "вчера", "20233", "2023-09-05-01", "٢٠٢٣", "%00", "-1"],
)
def test_what_is_no_day_is_said(client: FlaskClient, when: str) -> None:
    page = soup(client, f"/day/{when}", 404)
    assert page.h1.text == "Няма такъв ден."
    assert page.select_one(".search input")


@pytest.mark.parametrize("when", ["1999", "0001-01-01", "9999-12-31", "9999-12"])
def test_a_time_without_articles_says_so(client: FlaskClient, when: str) -> None:
    page = soup(client, f"/day/{when}")
    assert "няма статии" in page.select_one(".lead").text


def test_without_articles_days_lead_home(tmp_path, write_index) -> None:
    settings = Settings(data=tmp_path)
    settings.index.mkdir()
    write_index(settings.index, ())
    answer = create_app(settings).test_client().get("/day")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
