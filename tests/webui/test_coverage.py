"""A query over time: chart, table, CSV, two beside each other."""

import csv
import io
import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer.search import coverage


def soup(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    return BeautifulSoup(answer.text, "lxml")


def rows(client: FlaskClient, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True))))


def test_chart_table_and_csv_say_the_same(client: FlaskClient) -> None:
    page = soup(client, "/coverage?q=море")
    table = {tr.th.text: int(tr.td.text) for tr in page.select(".as-table tbody tr")}
    titles = dict(t.text.split(": ") for t in page.select("svg rect title"))
    assert {when: int(many.split()[0]) for when, many in titles.items()} == table
    said = rows(client, page.select_one(".foot a")["href"])
    assert said[0] == ["month", "„море“"]
    assert [count for _, count in said[1:] if count != "0"] == list(map(str, table.values()))
    assert sum(table.values()) == 30


def test_every_number_leads_to_its_list(client: FlaskClient) -> None:
    page = soup(client, "/coverage?q=море&q2=мост")
    for link in page.select(".as-table tbody a"):
        assert soup(client, link["href"]).h1.text.split()[0] == link.text, link["href"]


def test_two_queries_stand_side_by_side(client: FlaskClient) -> None:
    page = soup(client, "/coverage?q=море&q2=мост")
    assert page.title.text == "„море“ и „мост“ във времето – Хроника"
    assert [th.text for th in page.select("thead th")] == ["Кога", "„море“", "„мост“"]
    assert page.select_one("svg path.second")["d"].startswith("M0 ")
    told = page.select_one("svg desc").text
    assert "„море“: 31 статии" in told
    assert "„мост“: 4 статии" in told
    head, *rest = rows(client, page.select_one(".foot a")["href"])
    assert head == ["month", "„море“", "„мост“"]
    assert sum(int(row[2]) for row in rest) == 4


def test_limits_of_the_list_hold_for_both(client: FlaskClient) -> None:
    _, *rest = rows(client, "/coverage?q=море&q2=мост&section=Спорт&year=2025&format=csv")
    assert sum(int(row[1]) for row in rest) == 25
    assert sum(int(row[2]) for row in rest) == 0


@pytest.mark.parametrize(("by", "shape"), [("year", 4), ("month", 7), ("day", 10)])
def test_the_unit_can_be_chosen(client: FlaskClient, by: str, shape: int) -> None:
    head, *rest = rows(client, f"/coverage?q=мост&by={by}&format=csv")
    if by != "day":  # over 400 days; months are taken
        assert (head[0], len(rest[0][0])) == (by, shape)
    assert sum(int(row[1]) for row in rest) == 4


def test_what_is_too_fine_comes_coarser_and_says_so(client: FlaskClient) -> None:
    page = soup(client, "/coverage?q=мост&by=day")
    assert "По-ситно не се побира" in page.text
    days = soup(client, "/coverage?q=море&by=day")
    assert "По-ситно" not in days.text
    assert days.select_one(".sorts b").text == "по дни"


def test_the_list_leads_to_it_with_all_its_limits(client: FlaskClient) -> None:
    page = soup(client, "/?q=море&section=Спорт&sort=newest&page=2")
    link = page.find("a", string="Във времето")
    assert link["href"] == "/coverage?q=море&section=Спорт"
    assert client.get(link["href"]).status_code == 200


def test_limits_are_said_and_can_be_taken_off(client: FlaskClient) -> None:
    page = soup(client, "/coverage?q=мост&q2=море&section=Спорт&-person=кирилманолов&year=2025")
    chips = {a.text.split(" ×")[0].strip(): a["href"] for a in page.select(".chips a")}
    assert list(chips) == ["Спорт", "без: Кирил Манолов", "2025", "изчисти всичко"]
    assert chips["2025"] == "/coverage?q=мост&section=Спорт&-person=кирилманолов&q2=море"
    assert chips["Спорт"] == "/coverage?q=мост&-person=кирилманолов&year=2025&q2=море"
    assert chips["изчисти всичко"] == "/coverage?q=мост&q2=море"


def test_how_it_was_read_is_said(client: FlaskClient) -> None:
    assert "чета го като: море" in soup(client, "/coverage?q=more").text
    assert "чета го като" not in soup(client, "/coverage?q=море").text


def test_nothing_found_is_said(client: FlaskClient) -> None:
    page = soup(client, "/coverage?q=няматакавадума")
    assert "Няма статии с дата" in page.text
    assert not page.select("svg")
    assert rows(client, "/coverage?q=няматакавадума&format=csv") == [["year", "„няматакавадума“"]]


@pytest.mark.parametrize(
    ("tail", "code"),
    [
        ("by=week", "bad_unit"),
        ("format=xls", "bad_format"),
        ("from=x", "bad_date"),
        ("year=99999", "bad_date"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(client: FlaskClient, tail: str, code: str) -> None:
    answer = client.get(f"/coverage?q=море&{tail}", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["error"]["code"]) == (400, code)


@pytest.mark.parametrize(
    "words", ["=1+1", "@x", "\t=1", '"<script>alert(1)</script>', "море\x00", "(" * 300]
)
def test_hostile_words_do_no_harm(client: FlaskClient, words: str) -> None:
    answer = client.get("/coverage", query_string={"q": words, "q2": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    text = client.get("/coverage", query_string={"q": words, "format": "csv"}).text
    assert not re.search(r"(?m)(?:^|,)\"?[=+@\t]", text)


def test_no_style_of_its_own(client: FlaskClient) -> None:
    assert " style=" not in client.get("/coverage?q=море&q2=мост").text


def test_units_fit_the_span() -> None:
    day = date(2025, 3, 1)
    assert coverage.fitting(day, date(2025, 3, 31)) == "day"
    assert coverage.fitting(day, date(2025, 4, 1)) == "month"
    assert coverage.fitting(day, date(2027, 2, 28)) == "month"
    assert coverage.fitting(day, date(2027, 3, 1)) == "year"
