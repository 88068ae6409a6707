"""The same answers as JSON."""

from __future__ import annotations

from dataclasses import asdict, replace

from flask import Blueprint, Response, jsonify, request

from indexer.search.as_json import archived_json, related_json, results_json
from indexer.search.query import Query
from webui import cursors, links
from webui.holdings import holdings
from webui.known import known
from webui.refused import Refused

pages = Blueprint("api", __name__, url_prefix="/api")


@pages.get("/search")
def search() -> Response:
    """A list, its facets and how the query was read; `next` is where it goes on."""
    asked = links.query_of(request.args)
    query = _at_cursor(asked, request.args.get("cursor", ""))
    results = holdings().library.search(query)
    before = query.before + (results.query.page - 1) * results.query.per_page
    told = results_json(results, explained=request.args.get("explain") == "1")
    return jsonify({**told, "next": cursors.following(asked, before, results)})


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


def _at_cursor(asked: Query, word: str) -> Query:
    """The query from the place on that a cursor stands for."""
    if not word:
        return asked
    at = cursors.read(word, asked)
    place = holdings().library.place_after(asked, at.before, at.last)
    if place is None:
        raise Refused("cursor_outdated", "cursor")
    return replace(asked, page=1, before=place)
