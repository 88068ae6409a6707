"""Answers are kept, compressed and shared as docs/http.md says."""

import gzip
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from archive import Settings
from indexer.article import Article
from webui import create_app

KEPT = [
    "/", "/?q=мост", "/api/search?q=мост", "/feed.atom", "/feed.rss?q=мост", "/export.csv",
    "/export.jsonl", "/sitemap.xml", "/robots.txt", "/opensearch.xml", "/api/suggest?q=мост",
]  # fmt: skip
GZIP = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("path", KEPT)
def test_what_somebody_has_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert client.get(path, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_every_address_has_a_tag_of_its_own(client: FlaskClient) -> None:
    tags = {client.get(path).headers["ETag"] for path in KEPT}
    assert len(tags) == len(KEPT)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/none", "/?from=вчера"])
def test_what_may_change_at_any_time_has_no_tag(client: FlaskClient, path: str) -> None:
    assert "ETag" not in client.get(path).headers


def test_another_index_is_another_answer(
    tmp_path: Path, write_index: Callable[[Path, Iterable[Article]], None], some
) -> None:
    settings = Settings(data=tmp_path)
    settings.index.mkdir()
    write_index(settings.index, some[:1])
    client = create_app(settings).test_client()
    before = {path: client.get(path) for path in ("/", "/api/search")}
    write_index(settings.index, some)
    for path, then in before.items():
        now = client.get(path, headers={"If-None-Match": then.headers["ETag"]})
        assert now.status_code == 200
        assert now.text != then.text


def test_an_unchanged_answer_costs_no_search(client: FlaskClient) -> None:
    path = "/?q=море&section=Спорт"
    tag = client.get(path).headers["ETag"]
    began = time.perf_counter()
    for _ in range(20):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert (time.perf_counter() - began) / 20 < 0.01


def test_versioned_files_are_kept_for_good(client: FlaskClient) -> None:
    text = client.get("/").text
    address = text.split('rel="stylesheet" href="')[1].split('"')[0].replace("&amp;", "&")
    with client.get(address) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    for other in ("/static/hronika.css", "/static/hronika.css?v=1"):
        with client.get(other) as answer:
            assert "immutable" not in answer.headers.get("Cache-Control", "")


@pytest.mark.parametrize("path", [*KEPT[:2], "/api/search", "/export.csv", "/static/hronika.css"])
def test_text_is_compressed(client: FlaskClient, path: str) -> None:
    with client.get(path) as plain, client.get(path, headers=GZIP) as packed:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.vary
        assert "Accept-Encoding" in plain.vary
        assert "Content-Encoding" not in plain.headers
        whole = gzip.decompress(packed.data)
        assert len(packed.data) < len(whole) / 2
        if "json" not in plain.content_type:  # which says how long it took
            assert whole == plain.data


def test_a_file_that_was_compressed_is_not_sent_again(client: FlaskClient) -> None:
    with client.get("/static/hronika.css", headers=GZIP) as first:
        tag = first.headers["ETag"]
    with client.get("/static/hronika.css", headers={**GZIP, "If-None-Match": tag}) as again:
        assert again.status_code == 304


@pytest.mark.parametrize("path", ["/healthz", "/favicon.ico"])
def test_what_is_short_or_no_text_stays_as_it_is(client: FlaskClient, path: str) -> None:
    with client.get(path, headers=GZIP) as answer:
        assert "Content-Encoding" not in answer.headers


def test_who_refuses_gzip_gets_none(client: FlaskClient) -> None:
    for said in ("identity", "gzip;q=0", "br", ""):
        answer = client.get("/?q=море", headers={"Accept-Encoding": said})
        assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    ("path", "open_"),
    [
        ("/api/search", True),
        ("/api/none", True),
        ("/api/search?from=x", True),
        ("/feed.atom", True),
        ("/export.csv", True),
        ("/", False),
        ("/metrics", False),
    ],
)
def test_data_may_be_read_from_any_page(client: FlaskClient, path: str, open_: bool) -> None:
    allowed = client.get(path).headers.get("Access-Control-Allow-Origin")
    assert allowed == ("*" if open_ else None)


def test_a_script_may_ask_first(client: FlaskClient) -> None:
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/api/related", headers=asked)
    assert answer.status_code == 200
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", [*KEPT, "/healthz", "/metrics", "/none", "/static/hronika.css"])
def test_head_answers_as_get_without_the_body(client: FlaskClient, path: str) -> None:
    with client.get(path) as got, client.head(path) as head:
        assert head.status_code == got.status_code
        assert head.data == b""
        assert head.content_type == got.content_type
        assert head.headers.get("ETag") == got.headers.get("ETag")
