"""The JSON face, in the shapes of docs/http.md."""

from flask.testing import FlaskClient


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


def test_text_is_not_escaped_into_ascii(client: FlaskClient) -> None:
    assert "Мостът" in client.get("/api/search?q=мост").text


def test_health(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok", "articles": 36, "index": "ok"}
