"""A route, parameter, error code or repair that docs/http.md does not name turns the build red."""

import re
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask

from indexer.search.syntax import Repair
from webui import links, place_links
from webui.refused import CODES

TEXT = (Path(__file__).parents[2] / "docs" / "http.md").read_text("utf-8")


def test_every_route_is_documented(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?\w+>", "<>", rule.rule)
        named = re.sub(r"<\w+>", "<>", TEXT)
        assert f"GET {path}" in named, rule.rule


@pytest.mark.parametrize(
    "name", [*links.PARAMETERS, *place_links.PARAMETERS, *CODES, *get_args(Repair)]
)
def test_every_name_is_documented(name: str) -> None:
    assert f"`{name}`" in TEXT


def test_every_code_of_the_handlers_is_documented() -> None:
    source = (Path(__file__).parents[2] / "webui" / "errors.py").read_text("utf-8")
    codes = set(re.findall(r'"((?:index_|internal)\w*)"', source))
    assert len(codes) == 5
    assert all(f"`{code}`" in TEXT for code in codes)
