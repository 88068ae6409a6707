"""/api/related: what the archive has near a text, or near the article at an address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, abort, jsonify, request

from indexer.search.as_json import related_json
from indexer.search.results import Related
from webui.holdings import holdings
from webui.refused import Refused

pages = Blueprint("related", __name__)

LONGEST = 50_000  # letters of a draft that are read; the longest articles have a third of it


@pages.get("/api/related")
def to_address() -> Response:
    """The articles nearest to the one whose page has an address."""
    address = request.args.get("url", "").strip()
    if not address:
        raise Refused("bad_url", "url")
    article = holdings().library.article_at(address)
    if article is None:
        abort(404)
    return _answer(holdings().library.related(article.id))


@pages.post("/api/related")
def to_text() -> Response:
    """The articles nearest to a draft, sent as {"text": …}; it is not kept."""
    return _answer(holdings().library.related_to_text(text_sent()[:LONGEST]))


def text_sent() -> str:
    """The text of a body {"text": …}.

    Raises:
        Refused: the body is no JSON object, or has no text.
    """
    sent = _sent()
    if not isinstance(sent, dict):
        raise Refused("bad_body", "")
    text = sent.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refused("bad_text", "text")
    return text.encode("utf-8", "replace").decode()  # half a letter (\\ud800) is a question mark


def _sent() -> Any:
    try:
        return request.get_json(force=True, silent=True)
    except RecursionError:  # a million opening brackets
        return None


def _answer(found: Iterable[Related]) -> Response:
    return jsonify(results=[related_json(one) for one in found])
