"""The whole description as one object."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

from webui.language import LazyString, gettext
from webui.openapi.paths import OPERATIONS
from webui.openapi.schemas import SCHEMAS

# Routes for people begin so; they are documented in docs/http.md and not here.
PAGES = (
    "/a/", "/people", "/person/", "/section/", "/source/", "/author/", "/site/", "/day",
    "/month/", "/year/", "/days", "/story/", "/stories", "/coverage", "/related", "/help",
    "/about", "/desk", "/static/", "/api", "/favicon.ico",
)  # fmt: skip


def document(root: str, title: str) -> Mapping[str, Any]:
    """The OpenAPI description in the language of the request.

    Args:
        root: where the archive lies.
    """
    paths: dict[str, dict[str, Any]] = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method] = one.described()
    whole = {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": version("hronika"),
            "description": gettext("Архивът като данни: само за четене, без парола и без ключ."),
        },
        "servers": [{"url": root.rstrip("/")}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }
    said = _said(whole)
    assert isinstance(said, dict)
    return said


def _said(value: object) -> object:
    """Texts in the language of the request, however deep they lie."""
    match value:
        case LazyString():
            return str(value)
        case Mapping():
            return {name: _said(inner) for name, inner in value.items()}
        case str():
            return value
        case Iterable():
            return [_said(inner) for inner in value]
    return value
