"""The JSON face, in the shapes of docs/http.md."""

import os
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from archive import Settings
from webui import create_app


def test_search(client: FlaskClient, id_of) -> None:
    found = client.get("/api/search?q=мост&section=България&sort=newest").json
    assert set(found) >= {
        "reading", "total", "total_relation", "took_ms", "suggestion", "results", "facets"
    }  # fmt: skip
    assert (found["reading"], found["total"], found["total_relation"]) == ("мост", 2, "eq")
    first = found["results"][0]
    assert first["snippet_html"].startswith("<mark>Мостът</mark> отвори днес.")
    del first["snippet_html"], first["score"]
    assert first == {
        "id": id_of("most"),
        "url": "https://pristan.example/most/",
        "site": "pristan",
        "title": "Мостът над Ведрица отвори",
        "section": "България",
        "published": "2025-09-05T15:30:00+03:00",
        "authors": ["Силвия Хаджиева"],
        "persons": ["Кирил Манолов"],
        "sources": ["БТА", "Ню Йорк Таймс"],
        "repeats": None,
    }


def test_why_a_result_was_found(client: FlaskClient) -> None:
    first = client.get("/api/search?q=мост&explain=1").json["results"][0]
    assert first["why"]["title"] == 1
    assert first["why"]["text"] >= 1
    assert "why" not in client.get("/api/search?q=мост").json["results"][0]


def test_facets(client: FlaskClient) -> None:
    facets = client.get("/api/search?q=мост&section=България&-source=AP").json["facets"]
    assert facets["section"][0] == {
        "value": "България", "label": "България", "count": 2, "selected": True, "excluded": False
    }  # fmt: skip
    assert facets["source"][0] == {
        "value": "AP", "label": "AP", "count": 0, "selected": False, "excluded": True
    }  # fmt: skip
    assert facets["date"] == [{"value": "2024", "count": 1}, {"value": "2025", "count": 1}]
    assert set(facets) == {"section", "person", "source", "author", "site", "date"}


def test_pages(client: FlaskClient) -> None:
    found = client.get("/api/search?section=Спорт&per_page=7&page=5").json
    assert (found["total"], len(found["results"])) == (30, 2)


def test_a_suggestion(client: FlaskClient) -> None:
    assert client.get("/api/search?q=ведрицта").json["suggestion"] == "ведрица"


def test_an_article(client: FlaskClient, id_of) -> None:
    one = client.get(f"/api/articles/{id_of('most')}").json
    assert one["text"] == "Мостът отвори днес.\n\nКирил Манолов беше там."
    assert one["captions"] == [{"text": "Мостът в Каменград", "credit": "Архив"}]
    assert one["persons"] == [
        {"name": "Кирил Манолов", "key": "кирилманолов", "mentions": 1, "certain": True,
         "by": "name"}
    ]  # fmt: skip
    assert one["aliases"] == []
    assert one["sources"] == [
        {"name": "БТА", "credited": True},
        {"name": "Ню Йорк Таймс", "credited": False},
    ]
    assert one["updated"] == "2025-09-07T15:30:00+03:00"
    assert one["origin"] == {"published": "json-ld"}


def test_related(client: FlaskClient, id_of) -> None:
    found = client.get(f"/api/articles/{id_of('most')}/related").json["results"]
    assert found[0]["id"] == id_of("remont")
    assert found[0]["reason"] in ("same-persons", "same-story")
    assert found[0]["shared"] == ["Кирил Манолов"]
    assert len(found) <= 5


def test_related_to_the_article_at_an_address(client: FlaskClient, id_of) -> None:
    own = client.get(f"/api/articles/{id_of('most')}/related").json
    for address in ("https://pristan.example/most/", "http://www.pristan.example/most/"):
        assert client.get("/api/related", query_string={"url": address}).json == own


def test_related_to_a_draft(client: FlaskClient, id_of) -> None:
    draft = {"text": "Кирил Манолов обеща, че мостът ще отвори."}
    found = client.post("/api/related", json=draft).json["results"]
    assert {one["id"] for one in found} >= {id_of("most"), id_of("remont")}
    assert found[0]["shared"] == ["Кирил Манолов"]


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        (b"", "bad_body", None),
        (b"{", "bad_body", None),
        (b"[1]", "bad_body", None),
        (b"\xff\xfe", "bad_body", None),
        (b"[" * 500_000, "bad_body", None),
        (b"{}", "bad_text", "text"),
        (b'{"text": 5}', "bad_text", "text"),
        (b'{"text": " \\n"}', "bad_text", "text"),
    ],
)
def test_a_body_that_cannot_be_meant(
    client: FlaskClient, body: bytes, code: str, field: str | None
) -> None:
    answer = client.post("/api/related", data=body, content_type="application/json")
    assert answer.status_code == 400
    error = answer.json["error"]
    assert (error["code"], error["field"]) == (code, field)
    assert "{" in error["message"]


def test_odd_letters_in_a_draft(client: FlaskClient) -> None:
    body = '{"text": "\\ud800 мост \\u0000 ' + "а" * 100_000 + '"}'
    assert client.post("/api/related", data=body.encode()).status_code == 200


def test_what_is_sent_has_an_end(client: FlaskClient) -> None:
    answer = client.post("/api/related", json={"text": "а" * 600_000})
    assert answer.status_code == 413
    assert answer.json["error"]["code"] == "request_entity_too_large"


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({}, 400, "bad_url"),
        ({"url": " "}, 400, "bad_url"),
        ({"url": "https://pristan.example/none"}, 404, "not_found"),
        ({"url": "http://[::1"}, 404, "not_found"),
        ({"url": "\ufffd\0//"}, 404, "not_found"),
    ],
)
def test_an_address_without_an_article(
    client: FlaskClient, asked: dict[str, str], status: int, code: str
) -> None:
    answer = client.get("/api/related", query_string=asked)
    assert (answer.status_code, answer.json["error"]["code"]) == (status, code)


def test_an_article_has_every_field_of_the_contract(client: FlaskClient, id_of) -> None:
    one = client.get(f"/api/articles/{id_of('most')}").json
    assert set(one) == {
        "id", "url", "site", "title", "section", "published", "updated", "authors", "language",
        "words", "text", "captions", "pictures_by", "tags", "persons", "sources", "quotes",
        "origin", "gone", "versions", "aliases",
    }  # fmt: skip
    assert one["language"] == "bg"
    gone = client.get(f"/api/articles/{id_of('remont')}").json["gone"]
    assert gone == "2025-09-05T15:30:00+03:00"


def test_text_is_not_escaped_into_ascii(client: FlaskClient) -> None:
    assert "Мостът" in client.get("/api/search?q=мост").text


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "articles": 36, "index": "ok"}


def test_ready(client: FlaskClient) -> None:
    assert client.get("/readyz").json == {"status": "ready", "articles": 36}


def test_not_ready_without_an_index(tmp_path: Path) -> None:
    client = create_app(Settings(data=tmp_path)).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json["error"]["code"] == "index_missing"
    assert "hronika_articles{" in client.get("/metrics").text


def test_metrics(app: Flask) -> None:
    client = app.test_client()
    client.get("/api/search?q=мост")
    client.get("/nowhere")
    samples = dict(
        line.rsplit(" ", 1)
        for line in client.get("/metrics").text.splitlines()
        if not line.startswith("#")
    )
    worker = f'worker="{os.getpid()}"'
    assert samples[f"hronika_articles{{{worker}}}"] == "36"
    answered = int(samples[f'hronika_requests_total{{kind="api.search",status="200",{worker}}}'])
    assert answered >= 1
    bucket = f'hronika_request_seconds_bucket{{kind="api.search",le="+Inf",{worker}}}'
    assert int(samples[bucket]) >= answered
    assert float(samples[f'hronika_request_seconds_sum{{kind="api.search",{worker}}}']) > 0
    assert f'hronika_requests_total{{kind="none",status="404",{worker}}}' in samples
