"""The description is true: every route is in it, every path of it answers as it says."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webui.openapi import PAGES
from webui.openapi.paths import OPERATIONS, Operation
from webui.refused import CODES

BODY = {"text": "Кирил Манолов обеща, че мостът ще отвори."}
TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int,
    "number": (int, float), "null": type(None),
}  # fmt: skip


@pytest.fixture
def described(client: FlaskClient) -> dict[str, Any]:
    return client.get("/openapi.json").json


def faults(
    value: Any, schema: dict[str, Any], known: dict[str, Any], at: str = ""
) -> Iterator[str]:
    """Where a value is not as its schema says: as much of JSON Schema as the description uses."""
    if "$ref" in schema:
        schema = known[schema["$ref"].rpartition("/")[2]]
    if "oneOf" in schema:
        if sum(not [*faults(value, one, known)] for one in schema["oneOf"]) != 1:
            yield f"{at}: not one of the schemas"
        return
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    right = [k for k in kinds if isinstance(value, TYPES[k])]
    if not right or (isinstance(value, bool) and "boolean" not in kinds):
        yield f"{at}: {value!r} is no {kinds}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from faults(inner, schema.get("items", {"type": [*TYPES]}), known, f"{at}[{n}]")
    elif isinstance(value, dict):
        yield from _object_faults(value, schema, known, at)


def _object_faults(value: dict, schema: dict, known: dict, at: str) -> Iterator[str]:
    fields, rest = schema.get("properties", {}), schema.get("additionalProperties", {})
    yield from (
        f"{at}.{name} is missing" for name in schema.get("required", ()) if name not in value
    )
    for name, inner in value.items():
        if name in fields:
            yield from faults(inner, fields[name], known, f"{at}.{name}")
        elif rest is False:
            yield f"{at}.{name} is not described"
        elif rest:
            yield from faults(inner, rest, known, f"{at}.{name}")


def test_the_checker_finds_faults() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "b": {"type": ["string", "null"], "enum": ["x"]}},
        "required": ["a"],
        "additionalProperties": False,
    }
    assert not [*faults({"a": 1, "b": "x"}, schema, {})]
    for wrong in ({}, {"a": "1"}, {"a": True}, {"a": 1, "c": 1}, {"a": 1, "b": "y"}, []):
        assert [*faults(wrong, schema, {})], wrong


def test_every_route_is_described_or_a_page(app: Flask, described: dict[str, Any]) -> None:
    routes = set()
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        routes |= {(method.lower(), path) for method in methods}
    told = {(m, path) for path, methods in described["paths"].items() for m in methods}
    assert not told - routes
    pages = {(m, p) for m, p in routes - told if p == "/" or p.startswith(PAGES)}
    assert not routes - told - pages
    assert not [p for m, p in pages if p.startswith("/api/")]


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_every_path_answers_as_it_says(
    client: FlaskClient, id_of, described: dict[str, Any], one: Operation
) -> None:
    answers = described["paths"][one.path][one.method]["responses"]
    path = one.path.format(article_id=id_of("most"), part=1)
    asked = {p.name: p.example for p in one.parameters if p.where == "query" and p.example}
    if one.path == "/api/related":
        asked = {"url": "https://pristan.example/most/"}
    if one.method == "post":
        answer = client.post(path, json=BODY)
    else:
        answer = client.get(path, query_string=asked)
    assert answer.status_code == 200
    ((kind, content),) = answers["200"]["content"].items()
    assert answer.mimetype == kind
    if kind.endswith("json") and "ndjson" not in kind:
        known = described["components"]["schemas"]
        assert not [*faults(answer.json, content["schema"], known)]


@pytest.mark.parametrize("one", OPERATIONS, ids=lambda one: f"{one.method} {one.path}")
def test_every_failure_is_an_error_of_the_contract(
    client: FlaskClient, described: dict[str, Any], one: Operation
) -> None:
    accept = {"Accept": "application/json"}
    path = one.path.format(article_id="none", part=9)
    if "people" in path:
        return  # it fails only where persons have no pages
    for status in set(one.fails) - {503}:
        match status:
            case 404:
                query = {"url": "https://pristan.example/none/"}
                answer = client.get(path, query_string=query, headers=accept)
            case 413:
                answer = client.post(path, data=b" " * 2_000_000)
            case _ if one.method == "post":
                answer = client.post(path, data=b"{")
            case _:
                answer = client.get(path, query_string={"from": "x"}, headers=accept)
        assert answer.status_code == status
        schema = {"$ref": "#/components/schemas/Error"}
        assert not [*faults(answer.json, schema, described["components"]["schemas"])]
        assert answer.json["error"]["status"] == status


def test_facets_and_dates_are_as_described(client: FlaskClient, described: dict[str, Any]) -> None:
    known = described["components"]["schemas"]
    for tail in ("q=мост&section=България&-source=AP", "year=2025&month=9", "q=ведрицта", "q=\"(а",
                 "q=море през 2025", "q=мост&explain=1"):  # fmt: skip
        found = client.get(f"/api/search?{quote(tail, safe='=&-')}").json
        assert not [*faults(found, {"$ref": "#/List"}, known)]
        assert all(("why" in one) == ("explain" in tail) for one in found["results"])


def test_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    text = json.dumps(described)
    named = set(re.findall(r"#/components/schemas/(\w+)", text))
    assert named <= set(described["components"]["schemas"])
    assert described["openapi"].startswith("3.1")
    ids = re.findall(r'"operationId": "([^"]*)"', text)
    assert len(set(ids)) == len(ids) == len(OPERATIONS)


def test_the_description_can_be_read(client: FlaskClient) -> None:
    page = client.get("/api")
    assert page.status_code == 200
    for one in OPERATIONS:
        assert f"{one.method.upper()} {one.path}" in page.text
    for code in CODES:
        assert f"<code>{code}</code>" in page.text
    for address in re.findall(r'class="example"><a href="([^"]*)"', page.text):
        assert client.get(address.replace("&amp;", "&")).status_code == 200
