"""Whatever is asked, the answer is a page or a stated error; never a 500."""

import re
from pathlib import Path
from urllib.parse import parse_qs, quote

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import Settings
from webui import create_app, links

BROKEN = [
    '"((лице:',
    "лице: раздел: -",
    ")" * 50 + "(" * 50,
    "a" * 10_000,
    "мост " * 3_000,
    "\0\0",
    "мост\0вода",
    "* ? ~ -* ~2",
    "OR ИЛИ AND НЕ",
    "%ff%fe",
    "💥🇧🇬",
    "след:вчера преди:2023-99",
]


FACES = ["/", "/api/search", "/feed.atom", "/feed.rss", "/export.csv", "/export.jsonl"]


@pytest.mark.parametrize("words", BROKEN)
@pytest.mark.parametrize("path", FACES)
def test_any_words_are_answered(client: FlaskClient, path: str, words: str) -> None:
    assert client.get(f"{path}?q={quote(words)}").status_code == 200


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(links.PARAMETERS), st.text(max_size=30), max_size=4))
def test_any_parameters_are_answered_or_refused(client: FlaskClient, asked: dict[str, str]) -> None:
    statuses = {client.get(path, query_string=asked).status_code for path in FACES}
    assert statuses in ({200}, {400})


def test_bytes_that_are_not_utf8_are_answered(client: FlaskClient) -> None:
    assert client.get("/?q=%ff%fe%00&person=%80").status_code == 200


def test_a_refusal_as_json(client: FlaskClient) -> None:
    answer = client.get("/api/search?from=вчера")
    assert answer.status_code == 400
    assert answer.json == {
        "error": {
            "status": 400,
            "code": "bad_date",
            "message": "Това не е дата. Пишете 2023, 2023-09, 2023-09-05 или 05.09.2023.",
            "field": "from",
        }
    }


def test_a_refusal_as_a_page(client: FlaskClient) -> None:
    answer = client.get("/?from=вчера")
    assert answer.status_code == 400
    assert "Това не е дата" in answer.text
    assert 'role="search"' in answer.text


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/articles/none", 404, "not_found"),
        ("/api/articles/none/related", 404, "not_found"),
        ("/api/none", 404, "not_found"),
        ("/api/search?per_page=1000", 400, "bad_per_page"),
    ],
)
def test_errors_of_the_api(client: FlaskClient, path: str, status: int, code: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)
    assert set(answer.json["error"]) == {"status", "code", "message", "field"}


def test_a_page_answers_json_to_who_asks_for_it(client: FlaskClient) -> None:
    answer = client.get("/none", headers={"Accept": "application/json"})
    assert answer.json["error"]["code"] == "not_found"


def test_every_route_refuses_in_the_words_of_the_contract(app: Flask) -> None:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<[^>]*>", "1", rule.rule)
        answer = client.delete(path, headers={"Accept": "application/json"})
        assert answer.status_code == 405, path
        assert set(answer.json["error"]) == {"status", "code", "message", "field"}
        below = client.get(f"{path}/none/none/none", headers={"Accept": "application/json"})
        assert below.status_code == 404, path
        assert below.json["error"]["code"] == "not_found"


def test_another_method_is_refused(client: FlaskClient) -> None:
    answer = client.post("/api/search")
    assert (answer.status_code, answer.json["error"]["code"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


def test_an_accident_shows_nothing_of_the_inside(
    tmp_path: Path, write_index, caplog: pytest.LogCaptureFixture
) -> None:
    write_index(tmp_path / "index", ())
    broken = create_app(Settings(data=tmp_path)).test_client()
    assert broken.get("/healthz").status_code == 200
    (tmp_path / "index/g000001/articles.db").write_bytes(b"no database" * 500)
    answer = broken.get("/a/none")
    assert answer.status_code in (500, 503)
    assert "Traceback" not in answer.text
    assert str(tmp_path) not in answer.text


@pytest.mark.parametrize("path", ["/", "/?q=мост", "/none", "/api/search", "/static/hronika.css"])
def test_headers_are_strict(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]


def test_what_was_asked_stays_and_goes_on_without_the_mistake(client: FlaskClient) -> None:
    page = BeautifulSoup(
        client.get("/?q=мост+%22%3E%3Cb%3E&section=България&from=вчера").text, "lxml"
    )
    assert page.select_one("#q")["value"] == 'мост "><b>'
    retry = page.find("a", string="Покажи го без това")["href"]
    assert parse_qs(retry[1:]) == {"q": ['мост "><b>'], "section": ["България"]}
    assert client.get("/" + retry).status_code == 200


def test_a_missing_page_offers_nothing_of_the_kind(client: FlaskClient) -> None:
    assert "Покажи го без това" not in client.get("/няма?q=a").text
