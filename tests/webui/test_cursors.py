"""Paging by cursor: every article once, whatever is indexed meanwhile."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Settings
from indexer.article import Article, article_id
from webui import create_app


def walked(client: FlaskClient, tail: str) -> list[str]:
    found: list[str] = []
    cursor = ""
    while True:
        answer = client.get(f"/api/search{tail}{cursor}").json
        found += [one["id"] for one in answer["results"]]
        if answer["next"] is None:
            return found
        cursor = f"&cursor={answer['next']}"


@pytest.mark.parametrize("tail", ["?", "?q=море", "?sort=oldest", "?q=мост манолов щипоргонка"])
def test_every_article_once(client: FlaskClient, tail: str) -> None:
    whole = [one["id"] for one in client.get(f"/api/search{tail}&per_page=100").json["results"]]
    assert walked(client, f"{tail}&per_page=1") == whole
    assert walked(client, f"{tail}&per_page=7") == whole
    assert walked(client, f"{tail}&per_page=100") == whole


def test_pages_and_cursors_meet(client: FlaskClient) -> None:
    second = client.get("/api/search?per_page=5&page=2").json
    third = client.get(f"/api/search?per_page=5&cursor={second['next']}").json
    assert third["results"] == client.get("/api/search?per_page=5&page=3").json["results"]


def test_it_goes_on_when_others_come(
    tmp_path: Path, write_index: Callable[[Path, Iterable[Article]], None], some
) -> None:
    settings = Settings(data=tmp_path)
    settings.index.mkdir()
    write_index(settings.index, some)
    client = create_app(settings).test_client()
    first = client.get("/api/search?per_page=10").json
    rest = [o["id"] for o in client.get("/api/search?per_page=100").json["results"]][10:]
    newest = max(one.published for one in some if one.published)
    late = [
        replace(some[-1], id=article_id(url), url=url, published=newest + timedelta(days=1))
        for url in (f"https://pristan.example/late-{n}/" for n in range(3))
    ]
    write_index(settings.index, [*some, *late])
    answer = client.get(f"/api/search?per_page=100&cursor={first['next']}").json
    assert [one["id"] for one in answer["results"]] == rest
    last = first["results"][-1]["id"]
    write_index(settings.index, [one for one in some if one.id != last])
    gone = client.get(f"/api/search?cursor={first['next']}")
    assert (gone.status_code, gone.json["error"]["code"]) == (400, "cursor_outdated")


@pytest.mark.parametrize(
    "word",
    ["x", "море", "%00", "a" * 10_000, base64.b64encode(b"[" * 140).decode(), "W10", "bnVsbA",
     base64.b64encode(b'[-1,"a","b"]').decode(), base64.b64encode(b"[1e400,1,1]").decode()],
)  # fmt: skip
def test_what_is_no_cursor_is_refused(client: FlaskClient, word: str) -> None:
    answer = client.get(f"/api/search?cursor={word}")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "bad_cursor")
    assert answer.json["error"]["field"] == "cursor"


def test_a_cursor_of_another_list_is_refused(client: FlaskClient) -> None:
    word = client.get("/api/search?q=море&per_page=5").json["next"]
    assert client.get(f"/api/search?q=море&per_page=9&cursor={word}").status_code == 200
    assert client.get(f"/api/search?q=мост&cursor={word}").status_code == 400
