"""/openapi.json for programs and /api for people: the same description."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, render_template, request

from webui import openapi
from webui.holdings import holdings
from webui.openapi.paths import OPERATIONS
from webui.refused import CODES, MESSAGES

pages = Blueprint("description", __name__)

EXAMPLES = {
    "/api/search": "?q=%D0%BC%D0%BE%D1%80%D0%B5&sort=newest&per_page=5",
    "/api/suggest": "?q=%D0%BC%D0%BE",
    "/feed.atom": "",
    "/feed.rss": "",
    "/healthz": "",
    "/openapi.json": "",
}  # path → what follows it in an example that any archive answers


@pages.get("/openapi.json")
def described() -> Response:
    """The description as OpenAPI."""
    return jsonify(openapi.document(request.host_url, holdings().title))


@pages.get("/api")
def readable() -> str:
    """The description as a page."""
    return render_template(
        "api.html", operations=OPERATIONS, examples=EXAMPLES, codes=CODES, meanings=MESSAGES
    )
