"""A whole list as data: the same articles, in the same order, safe for a spreadsheet."""

import csv
import json
from io import StringIO

import pytest
from flask.testing import FlaskClient

from indexer.search.as_table import COLUMNS, csv_lines, safe
from indexer.search.matching import Row
from webui import exports

BOTH = ["/export.csv", "/export.jsonl"]


def table(client: FlaskClient, tail: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/export.csv{tail}")
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"), newline="")))


def objects(client: FlaskClient, tail: str = "") -> list[dict]:
    answer = client.get(f"/export.jsonl{tail}")
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.text.splitlines()]


def test_a_table(client: FlaskClient, id_of) -> None:
    first, second = table(client, "?q=мост&section=България&sort=newest")
    assert first == {
        "id": id_of("most"),
        "url": "https://pristan.example/most/",
        "title": "Мостът над Ведрица отвори",
        "section": "България",
        "published": "2025-09-05T15:30:00+03:00",
        "authors": "Силвия Хаджиева",
        "persons": "Кирил Манолов",
        "sources": "БТА; Ню Йорк Таймс",
        "site": "pristan",
    }
    assert second["id"] == id_of("remont")


def test_a_table_is_for_spreadsheets(client: FlaskClient) -> None:
    answer = client.get("/export.csv?q=мост")
    assert answer.data.startswith(b"\xef\xbb\xbfid,url,title,section,published,authors,")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert 'filename="hronika-' in answer.headers["Content-Disposition"]
    assert answer.data.count(b"\r\n") == 1 + len(table(client, "?q=мост"))


def test_a_line_is_an_article_of_the_api(client: FlaskClient, id_of) -> None:
    first = objects(client, "?q=мост&section=България&sort=newest")[0]
    assert first == client.get(f"/api/articles/{id_of('most')}").json


@pytest.mark.parametrize(
    "tail", ["", "?q=море&sort=oldest", "?q=мост", "?q=мост манолов щипоргонка"]
)
def test_the_same_articles_in_the_order_of_the_list(client: FlaskClient, tail: str) -> None:
    parted = f"{tail}&" if tail else "?"
    listed = client.get(f"/api/search{parted}per_page=100").json
    ids = [one["id"] for one in listed["results"]]
    assert len(ids) == listed["total"] > 0
    assert [row["id"] for row in table(client, f"{parted}per_page=1&page=3")] == ids
    assert [one["id"] for one in objects(client, tail)] == ids


@pytest.mark.parametrize("path", BOTH)
def test_it_is_sent_while_it_is_read(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        assert answer.is_streamed
        assert "Content-Length" not in answer.headers


@pytest.mark.parametrize("path", BOTH)
def test_the_cap_is_said(client: FlaskClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST_ROWS", 5)
    answer = client.get(path)
    assert answer.headers["X-Total-Count"] == "36"
    assert answer.headers["X-Row-Limit"] == "5"
    assert len(answer.text.splitlines()) == 5 + (path == "/export.csv")


def test_nothing_found_is_a_table_without_rows(client: FlaskClient) -> None:
    assert table(client, "?q=щипоргонка") == []
    assert objects(client, "?q=щипоргонка") == []


@pytest.mark.parametrize("path", BOTH)
def test_a_bad_parameter_is_refused_as_by_a_list(client: FlaskClient, path: str) -> None:
    assert client.get(f"{path}?sort=best").status_code == 400


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(begin: str) -> None:
    said = f"{begin}HYPERLINK(1)"
    row = Row("a", "https://a.example/", said, said, None, (said, "b"), (said,), (said,), "a")
    line = "".join(csv_lines([row]))
    cells = list(csv.reader(StringIO(line[1:], newline="")))[1]
    assert dict(zip(COLUMNS, cells, strict=True))["title"] == f"'{said}"
    assert not [cell for cell in cells if cell.startswith(begin)]


def test_what_is_no_formula_stays() -> None:
    assert safe("5 = 5") == "5 = 5"
    assert safe("–10 градуса") == "–10 градуса"
    assert safe("") == ""
