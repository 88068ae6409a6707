"""/healthz and /readyz: for whoever watches the server, or sends readers to it."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from indexer.errors import IndexProblem
from webui.holdings import holdings

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def healthz() -> Response:
    """200 while the program answers; the number of articles, or why there is none."""
    try:
        return jsonify(status="ok", articles=holdings().library.count(), index="ok")
    except IndexProblem as error:
        return jsonify(status="ok", articles=None, index=type(error).__name__)


@pages.get("/readyz")
def readyz() -> Response:
    """200 while searches can be answered; else 503 with the reason, as an error of the API."""
    return jsonify(status="ready", articles=holdings().library.count())
