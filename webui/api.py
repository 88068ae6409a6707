"""The same answers as JSON."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from indexer.search.as_json import archived_json, related_json, results_json
from webui import links
from webui.holdings import holdings
from webui.known import known

pages = Blueprint("api", __name__, url_prefix="/api")


@pages.get("/search")
def search() -> Response:
    """A list, its facets and how the query was read."""
    results = holdings().library.search(links.query_of(request.args))
    return jsonify(results_json(results, explained=request.args.get("explain") == "1"))


@pages.get("/articles/<article_id>")
def article(article_id: str) -> Response:
    """One article, whole."""
    found = known(article_id)
    return jsonify(archived_json(found, holdings().library.aliases(found)))


@pages.get("/articles/<article_id>/related")
def related(article_id: str) -> Response:
    """The articles nearest to one, with the reasons."""
    found = holdings().library.related(known(article_id).id)
    return jsonify(results=[related_json(one) for one in found])


@pages.get("/suggest")
def suggest() -> Response:
    """What somebody who is still typing may mean."""
    return jsonify(asdict(holdings().library.suggest(request.args.get("q", ""))))
