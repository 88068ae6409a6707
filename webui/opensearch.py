"""/opensearch.xml: the archive as a search of the browser's own bar, with suggestions."""

from __future__ import annotations

import json
from itertools import islice

from flask import Blueprint, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from webui.holdings import holdings

pages = Blueprint("opensearch", __name__)

MOST = 10  # suggestions
LONGEST_NAME = 16  # letters, by OpenSearch 1.1


@pages.get("/opensearch.xml")
def description() -> Response:
    """How this archive is searched."""
    title = holdings().title
    text = render_template(
        "opensearch.xml", short=title[:LONGEST_NAME], title=title, root=request.host_url
    )
    return Response(text, content_type="application/opensearchdescription+xml; charset=utf-8")


@pages.get("/opensearch/suggest")
def suggest() -> Response:
    """What somebody may mean who types into the browser's bar: [typed, [whole, …]]."""
    typed = request.args.get("q", "")
    found = holdings().library.suggest(typed)
    named = (*(p.label for p in found.persons), *found.words, *(t.title for t in found.titles))
    wholes = list(islice(dict.fromkeys(named), MOST))
    answer = json.dumps([typed, wholes], ensure_ascii=False)
    return Response(answer, content_type="application/x-suggestions+json; charset=utf-8")


@pages.get("/favicon.ico")
def favicon() -> ResponseReturnValue:
    """The sign of the archive, for whoever asks for no other."""
    return current_app.send_static_file("favicon.ico")
